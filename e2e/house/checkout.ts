import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GENERATED } from './layout.ts';

/** The checkout as the checks see it: paths with `/`, relative to the root. */
export interface Checkout {
  /** Every file that is not generated. */
  readonly paths: readonly string[];
  /** Text of the source files. */
  readonly sources: ReadonlyMap<string, string>;
  /** Text of the style sheets. */
  readonly styles: ReadonlyMap<string, string>;
  /** Packages that package.json names. */
  readonly dependencies: ReadonlySet<string>;
  readonly devDependencies: ReadonlySet<string>;
}

const SOURCE = /\.(?:ts|tsx|mjs)$/;

/** Reads the checkout below `root` from disk, what git has not seen yet included. */
export function readCheckout(root: string): Checkout {
  const paths = listFiles(root, '');
  const read = (kind: RegExp): Map<string, string> =>
    new Map(
      paths.filter((path) => kind.test(path)).map((path) => [path, readFileSync(join(root, path), 'utf8')]),
    );
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
  return {
    paths,
    sources: read(SOURCE),
    styles: read(/\.css$/),
    dependencies: new Set(Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies })),
    devDependencies: new Set(Object.keys(manifest.devDependencies ?? {})),
  };
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

function listFiles(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => !GENERATED.some((name) => name === entry.name) && !entry.name.endsWith('.log'))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? listFiles(root, path) : [path];
    })
    .sort();
}
