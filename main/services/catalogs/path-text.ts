import type { TablePath } from '../../../engine/types/catalog.ts';
import { RESERVED_WORDS } from './reserved-words.ts';

const PLAIN = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** A table's place within its source as a query writes it. */
export function pathText({ schema, name }: TablePath): string {
  return schema === null ? nameText(name) : `${nameText(schema)}.${nameText(name)}`;
}

/** An identifier, in quotes where it needs them. */
export function nameText(name: string): string {
  const isPlain = PLAIN.test(name) && !RESERVED_WORDS.has(name.toLowerCase());
  return isPlain ? name : `"${name.replaceAll('"', '""')}"`;
}
