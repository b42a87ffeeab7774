import { checkHouse } from './check-house.ts';
import { TOP_FOLDERS } from './layout.ts';
import { printViolation } from './violation.ts';

/** The breaches in a made-up checkout that holds `files` (path → text) beside the READMEs a sound one has. */
export function breachesOf(files: Readonly<Record<string, string>>): string[] {
  const readmes = TOP_FOLDERS.map((folder) => `${folder}/README.md`);
  const filesOf = (kind: RegExp) => new Map(Object.entries(files).filter(([path]) => kind.test(path)));
  return checkHouse({
    paths: [...readmes, ...Object.keys(files)],
    sources: filesOf(/\.(?:ts|tsx|mjs)$/),
    styles: filesOf(/\.css$/),
    dependencies: new Set(['pg', 'zod', 'react', '@duckdb/node-api', 'electron']),
    devDependencies: new Set(['vitest', 'fast-check']),
  }).map(printViolation);
}
