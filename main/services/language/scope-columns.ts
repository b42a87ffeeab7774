import { typeToSql } from '../../../engine/types/data-type.ts';
import { findTable } from './known-tables.ts';
import { type FromItem, insideParentheses, type Scope } from './scope.ts';
import type { LanguageSurroundings } from './surroundings.ts';

/** A column that can be named at a place of a text. */
export interface ScopeColumn {
  readonly name: string;
  readonly type: string;
  /** What the query calls the table; null for a subquery without a name. */
  readonly of: string | null;
  /** Null where it comes from a model, a CTE or a subquery. */
  readonly source: string | null;
  /** Such as `primary key`. */
  readonly key: string | null;
  readonly comment: string | null;
  readonly nativeType: string | null;
}

/** The result columns of a text that binds by itself; empty for one that does not. */
export type ColumnsOfText = (
  sql: string,
) => Promise<readonly { readonly name: string; readonly type: string }[]>;

const KEY_WORDS = { primary: 'primary key', unique: 'unique', foreign: 'foreign key' } as const;

/** The columns of one item of a FROM clause. */
export async function columnsOfItem(
  item: FromItem,
  sql: string,
  { ctes }: Scope,
  { catalogs, models }: LanguageSurroundings,
  columnsOfText: ColumnsOfText,
): Promise<readonly ScopeColumn[]> {
  const of = item.alias ?? item.parts.at(-1) ?? null;
  const computed = async (text: string): Promise<readonly ScopeColumn[]> =>
    (await columnsOfText(text)).map(({ name, type }) => ({
      name,
      type,
      of,
      source: null,
      key: null,
      comment: null,
      nativeType: null,
    }));
  if (item.opensAt !== null) return await computed(insideParentheses(sql, item.opensAt) ?? '');
  const [first, second] = item.parts.map((part) => part.toLowerCase());
  const cte = ctes.find(({ name }) => item.parts.length === 1 && name.toLowerCase() === first);
  if (cte !== undefined) return await computed(cte.text);
  const model = models.find(({ name }) => first === 'models' && name.toLowerCase() === second);
  if (model !== undefined) return await computed(model.sql);
  const known = findTable(catalogs, item.parts);
  if (known === null) return [];
  return known.table.columns.map((column) => {
    const key = known.table.keys.find(({ columns }) => columns.includes(column.name));
    return {
      name: column.name,
      type: typeToSql(column.type),
      of,
      source: known.source,
      key: key === undefined ? null : KEY_WORDS[key.kind],
      comment: column.comment,
      nativeType: column.nativeType,
    };
  });
}
