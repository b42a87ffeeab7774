import { createHash } from 'node:crypto';
import type { DeriveWish } from './derive-sql.ts';

/** The id of a result that is another one sorted and filtered: the same wish has the same id (RFC 9562, version 8). */
export function derivedId(from: string, { sort, filter }: DeriveWish): string {
  const wish = JSON.stringify([
    from,
    sort.map(({ column, descending }) => [column, descending]),
    filter.map(({ column, operator, value }) => [column, operator, value]),
  ]);
  const hex = createHash('sha256').update(wish).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
