import type { Fragment } from '../../../engine/plan/fragment.ts';
import { Refused } from '../../../engine/spi/sql/refused.ts';
import type { DataType } from '../../../engine/types/data-type.ts';
import type { KeyList, KeyValues } from '../../../engine/types/key-list.ts';
import type { TypedLiteral } from '../../../engine/types/literal.ts';
import { mysqlLiteral } from '../sql/literals.ts';

/** A quoted text or name, neither of which holds its own quote but doubled, or the place of a key. */
const QUOTED_OR_PLACE = /'[^']*'|`(?:[^`]|``)*`|"[^"]*"|\?(\d+)/g;
/** `_utf8mb4 X''` and a comma. */
const HEX_BYTES = 14;
/** What a list has that has no keys: equal to nothing. */
const NOTHING = 'NULL';

/** The statement of a fragment with its keys, whose places are `?1`, `?2`…, written out. */
export function inlineKeys({
  sql,
  params,
  keyLists = [],
}: Pick<Fragment, 'sql' | 'params' | 'keyLists'>): string {
  if (params.length === 0) return sql;
  const lists = new Map(keyLists.map((list) => [list.at, list]));
  return sql.replaceAll(QUOTED_OR_PLACE, (found: string, place: string | undefined) => {
    if (place === undefined) return found;
    const at = Number(place) - 1;
    const list = lists.get(at);
    return list === undefined ? boundText(params[at]) : listText(list);
  });
}

/** Bytes that a list takes in a statement at most: texts stand there as hexadecimal digits. */
export function keyTextBytes({ count, bytes }: { readonly count: number; readonly bytes: number }): number {
  return 2 * bytes + count * HEX_BYTES;
}

function listText({ columns }: KeyList): string {
  const texts = columns.map(valueTexts);
  const [first] = texts;
  if (first === undefined) return NOTHING;
  if (texts.length === 1)
    return typeof first === 'string' ? first : first.filter(isSent).join(',') || NOTHING;
  const parts = texts.map((one) => (typeof one === 'string' ? one.split(',') : one));
  const rows = (parts[0] ?? []).map((_, row) => parts.map((part) => part[row] ?? null));
  const sent = rows.filter((row) => row.every(isSent)).map((row) => `(${row.join(',')})`);
  return sent.length === 0 ? `(${columns.map(() => NOTHING).join(',')})` : sent.join(',');
}

/** The values with commas between them, or one by one; null for one that no column there can have. */
function valueTexts({ type, values }: KeyValues): string | readonly (string | null)[] {
  if (!Array.isArray(values)) return values.join(',');
  return values.map((value: string) => literalText({ type, value }));
}

function isSent(text: string | null): text is string {
  return text !== null;
}

function literalText(literal: TypedLiteral): string | null {
  try {
    return mysqlLiteral(literal)
      .parts.filter((part) => typeof part === 'string')
      .join('');
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

/** An end of a range; one beyond all that a column can have gives way to the last that it can. */
function boundText(literal: TypedLiteral | undefined): string {
  if (literal === undefined) throw new Error('A statement has a place for which there is no key.');
  return literalText(literal) ?? utmost(literal);
}

function utmost({ type, value }: TypedLiteral): string {
  const isEarly = typeof value === 'string' && (value.startsWith('-') || value.endsWith('(BC)'));
  return EDGES[type.id]?.[isEarly ? 0 : 1] ?? NOTHING;
}

const EDGES: Readonly<Partial<Record<DataType['id'], readonly [string, string]>>> = {
  DATE: ["DATE'0001-01-01'", "DATE'9999-12-31'"],
  TIMESTAMP: ["TIMESTAMP'0001-01-01 00:00:00'", "TIMESTAMP'9999-12-31 23:59:59.999999'"],
  'TIMESTAMP WITH TIME ZONE': ["TIMESTAMP'0001-01-01 00:00:00'", "TIMESTAMP'9999-12-31 23:59:59.999999'"],
};
