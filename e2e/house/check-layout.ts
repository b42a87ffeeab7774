import type { Checkout } from './checkout.ts';
import { EMPTY_NAMES, LONGEST_FILE, TOP_FILES, TOP_FOLDERS } from './layout.ts';
import type { Violation } from './violation.ts';

/** What stands where it may not, has a name that says nothing, or lacks its README. */
export function checkLayout({ paths, sources }: Checkout): Violation[] {
  return [...checkTop(paths), ...checkNames(paths), ...checkReadmes(paths), ...checkLengths(sources)];
}

function checkTop(paths: readonly string[]): Violation[] {
  const allowed = new Set<string>([...TOP_FOLDERS, ...TOP_FILES]);
  const top = new Set(paths.map((path) => path.split('/')[0] ?? path));
  return [...top]
    .filter((name) => !allowed.has(name))
    .map((file) => ({
      file,
      line: 0,
      message: 'stands at the top level, where the design has no such entry',
    }));
}

function checkNames(paths: readonly string[]): Violation[] {
  const empty = new Set<string>(EMPTY_NAMES);
  return paths.flatMap((file) =>
    file
      .split('/')
      .map((part) => part.replace(/\.(?:test\.)?[cm]?[jt]sx?$/, ''))
      .filter((name) => empty.has(name))
      .map((name) => ({ file, line: 0, message: `the name "${name}" does not say what is inside` })),
  );
}

function checkReadmes(paths: readonly string[]): Violation[] {
  const kinds = paths.filter((path) => /^connectors\/[^/]+\/connector\.ts$/.test(path));
  const folders = [...TOP_FOLDERS, ...kinds.map((path) => path.replace('/connector.ts', ''))];
  return folders
    .filter((folder) => !paths.includes(`${folder}/README.md`))
    .map((file) => ({ file, line: 0, message: 'has no README.md' }));
}

function checkLengths(sources: ReadonlyMap<string, string>): Violation[] {
  return [...sources].flatMap(([file, text]) => {
    const lines = text.replace(/\n$/, '').split('\n').length;
    if (lines <= LONGEST_FILE) return [];
    return [{ file, line: LONGEST_FILE + 1, message: `has ${lines} lines; ${LONGEST_FILE} is the ceiling` }];
  });
}
