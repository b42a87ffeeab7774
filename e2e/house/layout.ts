/** The shape of the house as data: what may stand at the top, and which names nothing may have. */

/** Folders at the top level. Each has a README that says what it is for and how to add to it. */
export const TOP_FOLDERS = ['main', 'renderer', 'engine', 'connectors', 'assets', 'e2e'] as const;

/** Files at the top level, and folders of tools that look for them there. */
export const TOP_FILES = [
  '.ci',
  '.git',
  '.gitattributes',
  '.github',
  '.gitignore',
  '.npmrc',
  '.oxlintrc.json',
  'CONTRIBUTING.md',
  'LICENSE',
  'README.md',
  'biome.json',
  'electron-builder.yml',
  'package-lock.json',
  'package.json',
  'tsconfig.json',
  'vite.config.ts',
  'vitest.config.ts',
] as const;

/** Made by tools and ignored by git: neither read nor judged. */
export const GENERATED = ['node_modules', '.atoll', '.git', 'dist', 'coverage'] as const;

/** Names that say nothing of what is inside, of a file (without extensions) or a folder. */
export const EMPTY_NAMES = [
  'util',
  'utils',
  'helper',
  'helpers',
  'common',
  'misc',
  'shared',
  'index',
] as const;

/** Longest source file, lines; the linter holds it for what it reads, this for every source file. */
export const LONGEST_FILE = 300;
