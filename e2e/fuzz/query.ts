import type { Kind } from './kind.ts';

/** A query taken apart, so that pieces can be left out when a failing one is made smaller. */
export interface QuerySpec {
  readonly ctes: readonly {
    readonly name: string;
    readonly materialized: boolean;
    readonly query: QuerySpec;
  }[];
  readonly distinct: boolean;
  /** How many of the first items a DISTINCT ON names; only where `order` is set, which says which rows stay. */
  readonly distinctOn: number;
  /** The select list, each with an alias. */
  readonly items: readonly Item[];
  readonly from: string;
  /** Whole join clauses, in order. */
  readonly joins: readonly string[];
  readonly where: readonly string[];
  readonly groupBy: readonly string[];
  readonly grouping: Grouping;
  readonly having: readonly string[];
  readonly qualify: readonly string[];
  readonly combine: { readonly operator: string; readonly query: QuerySpec } | null;
  /** Every item with a direction: a total order but for equal rows. */
  readonly order: readonly string[];
  readonly limit: number | null;
  readonly offset: number | null;
}

export interface Item {
  readonly sql: string;
  readonly alias: string;
  readonly kind: Kind;
}

/** How the keys are grouped by: all of them at once, or as several sets. */
export type Grouping = 'plain' | 'rollup' | 'cube' | 'sets';

/** The GROUP BY list. */
function groupKeys({ groupBy, grouping }: QuerySpec): readonly string[] {
  if (groupBy.length === 0) return [];
  const keys = groupBy.join(', ');
  switch (grouping) {
    case 'plain':
      return groupBy;
    case 'rollup':
      return [`ROLLUP (${keys})`];
    case 'cube':
      return [`CUBE (${keys})`];
    case 'sets':
      return [`GROUPING SETS ((${keys}), (${groupBy[0]}), ())`];
  }
}

/** DISTINCT with what it goes by. */
function distinctWords({ distinct, distinctOn, items }: QuerySpec): string {
  if (distinctOn === 0) return distinct ? 'DISTINCT ' : '';
  const keys = items.slice(0, distinctOn).map(({ alias }) => alias);
  return `DISTINCT ON (${keys.join(', ')}) `;
}

const clause = (word: string, parts: readonly string[], separator: string): string =>
  parts.length === 0 ? '' : ` ${word} ${parts.join(separator)}`;

/** The text of a query. */
export function printQuery(query: QuerySpec): string {
  const ctes = query.ctes.map(
    ({ name, materialized, query }) =>
      `${name} AS ${materialized ? 'MATERIALIZED ' : ''}(${printQuery(query)})`,
  );
  const select = query.items.map(({ sql, alias }) => `${sql} AS ${alias}`).join(', ');
  const body = [
    `SELECT ${distinctWords(query)}${select} FROM ${query.from}`,
    ...query.joins.map((join) => ` ${join}`),
    clause(
      'WHERE',
      query.where.map((part) => `(${part})`),
      ' AND ',
    ),
    clause('GROUP BY', groupKeys(query), ', '),
    clause('HAVING', query.having, ' AND '),
    clause('QUALIFY', query.qualify, ' AND '),
  ].join('');
  const combined =
    query.combine === null
      ? body
      : `(${body}) ${query.combine.operator} (${printQuery(query.combine.query)})`;
  const limit = query.limit === null ? '' : ` LIMIT ${query.limit}`;
  const offset = query.offset === null ? '' : ` OFFSET ${query.offset}`;
  return `${clause('WITH', ctes, ', ').trimStart()}${ctes.length > 0 ? ' ' : ''}${combined}${clause('ORDER BY', query.order, ', ')}${limit}${offset}`;
}

const without = <T>(list: readonly T[], index: number): T[] => list.filter((_, place) => place !== index);

/** Queries that are smaller by one piece; some of them may no longer bind. */
export function smallerQueries(query: QuerySpec): readonly QuerySpec[] {
  const lists = ['joins', 'where', 'groupBy', 'having', 'qualify', 'items', 'ctes'] as const;
  const shorter = lists.flatMap((key) =>
    key === 'items' && (query.items.length === 1 || query.order.length > 0 || query.combine !== null)
      ? []
      : query[key].map((_, index) => ({ ...query, [key]: without<unknown>(query[key], index) })),
  );
  const combine = query.combine;
  return [
    ...(combine === null
      ? []
      : [
          { ...query, combine: null },
          { ...combine.query, ctes: query.ctes },
        ]),
    ...(query.order.length > 0 ? [{ ...query, order: [], limit: null, offset: null, distinctOn: 0 }] : []),
    ...(query.limit === null ? [] : [{ ...query, limit: null, offset: null }]),
    ...(query.distinct ? [{ ...query, distinct: false }] : []),
    ...(query.distinctOn > 0 ? [{ ...query, distinctOn: 0 }] : []),
    ...(query.grouping === 'plain' ? [] : [{ ...query, grouping: 'plain' as const }]),
    ...shorter,
    ...(combine === null
      ? []
      : smallerQueries(combine.query).map((smaller) => ({
          ...query,
          combine: { ...combine, query: smaller },
        }))),
    ...query.ctes.flatMap((cte, index) =>
      smallerQueries(cte.query).map((smaller) => ({
        ...query,
        ctes: query.ctes.map((other, place) => (place === index ? { ...cte, query: smaller } : other)),
      })),
    ),
  ];
}
