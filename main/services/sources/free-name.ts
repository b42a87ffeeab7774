import { parse as parsePath } from 'node:path';
import { RESERVED_SOURCE_NAMES } from '../workspace/workspace.ts';

/** A name for a source out of its database or path; null where neither gives one. */
export function nameFrom({ database, path }: Readonly<Record<string, unknown>>): string | null {
  const text = typeof database === 'string' ? database : typeof path === 'string' ? parsePath(path).name : '';
  const name = text.replaceAll(/[^A-Za-z0-9_]/g, '_').toLowerCase();
  return /^[a-z_]/.test(name) ? name : null;
}

/** The name itself, or with the first number that makes it free; the case of letters does not count. */
export function freeName(wanted: string, taken: readonly string[]): string {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  const isFree = (name: string): boolean =>
    !used.has(name.toLowerCase()) && !RESERVED_SOURCE_NAMES.has(name.toLowerCase());
  if (isFree(wanted)) return wanted;
  for (let number = 2; ; number += 1) {
    const name = `${wanted}_${number}`;
    if (isFree(name)) return name;
  }
}
