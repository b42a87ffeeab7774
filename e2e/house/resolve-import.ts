import { posix } from 'node:path';

/** Where an import leads: a file of the checkout, a package (or `node:` module), or nowhere. */
export type Target =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'package'; readonly name: string }
  | { readonly kind: 'missing'; readonly path: string };

/** Resolves an import of the file `from`; `exists` tells whether a path is in the checkout. */
export function resolveImport(from: string, specifier: string, exists: (path: string) => boolean): Target {
  if (specifier.startsWith('node:')) return { kind: 'package', name: specifier };
  if (!specifier.startsWith('.') && !specifier.startsWith('/')) {
    return { kind: 'package', name: packageName(specifier) };
  }
  const path = posix.join(posix.dirname(from), specifier.replace(/\?.*$/, ''));
  return { kind: exists(path) ? 'file' : 'missing', path };
}

function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
