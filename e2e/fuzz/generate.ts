import { aggregate, ALL_KINDS, type Typed, windowCall } from './aggregate.ts';
import { expression } from './expression.ts';
import { fromClause } from './from.ts';
import { condition, predicate, scalarSubquery } from './predicate.ts';
import { type Item, printQuery, type QuerySpec } from './query.ts';
import { randomFrom } from './random.ts';
import { columnOfKind, deeper, namesColumn, presentKind, type Scope } from './scope.ts';
import type { Kind } from './kind.ts';
import { FUZZ_TABLES, type FuzzTable } from './tables.ts';

/** A query made from a seed. */
export interface FuzzQuery {
  readonly seed: number;
  readonly spec: QuerySpec;
  readonly sql: string;
}

/** The random query of a seed: the same text on every machine. */
export function generateQuery(seed: number): FuzzQuery {
  let aliases = 0;
  const scope: Scope = {
    random: randomFrom(seed),
    tables: FUZZ_TABLES,
    columns: [],
    depth: 3,
    predicate,
    alias: (prefix) => {
      aliases += 1;
      return `${prefix}${aliases}`;
    },
  };
  const spec = topQuery(scope);
  return { seed, spec, sql: printQuery(spec) };
}

const kinds = (scope: Scope): Kind[] =>
  Array.from({ length: scope.random.int(1, 5) }, () => scope.random.pick(ALL_KINDS));

function topQuery(scope: Scope): QuerySpec {
  const { random } = scope;
  const ctes = random.chance(0.12) ? [commonTable(scope)] : [];
  // A common table that is named often is read more than once, which is what is to be tested.
  const added = ctes.flatMap(({ name, query }) => Array<FuzzTable>(8).fill(tableOf(name, query)));
  const query = combined({ ...scope, tables: [...scope.tables, ...added] }, kinds(scope));
  return { ...ordered(scope, query), ctes };
}

/** The query with an order, sometimes one that says which rows a DISTINCT ON keeps. */
function ordered(scope: Scope, query: QuerySpec): QuerySpec {
  const whole = { ...query, ...ordering(scope, query) };
  const mayPick = query.combine === null && !query.distinct && query.items.length > 1;
  if (whole.order.length === 0 || !mayPick || !scope.random.chance(0.15)) return whole;
  return { ...whole, distinctOn: scope.random.int(1, query.items.length - 1) };
}

const commonTable = (scope: Scope): QuerySpec['ctes'][number] => ({
  name: scope.alias('w'),
  materialized: scope.random.chance(0.3),
  query: selection({ ...scope, depth: 2 }, kinds(scope)),
});

const tableOf = (sql: string, query: QuerySpec): FuzzTable => ({
  sql,
  columns: query.items.map(({ alias, kind }) => ({ name: alias, kind })),
});

const derive = (scope: Scope): FuzzTable => {
  const query = scope.random.chance(0.85) ? selection(scope, kinds(scope)) : combined(scope, kinds(scope));
  return tableOf(`(${printQuery(ordered(scope, query))})`, query);
};

function combined(scope: Scope, wanted: readonly Kind[]): QuerySpec {
  const left = selection(scope, wanted);
  if (!scope.random.chance(0.12)) return left;
  const operator = scope.random.pick([
    'UNION',
    'UNION ALL',
    'UNION ALL',
    'INTERSECT',
    'EXCEPT',
    'EXCEPT ALL',
    'INTERSECT ALL',
  ]);
  return { ...left, combine: { operator, query: selection(deeper(scope), wanted) } };
}

function ordering(scope: Scope, query: QuerySpec): Pick<QuerySpec, 'order' | 'limit' | 'offset'> {
  const { random } = scope;
  if (!random.chance(0.3)) return { order: [], limit: null, offset: null };
  const order = query.items.map(
    ({ alias }) =>
      `${alias}${random.pick(['', ' DESC', ' NULLS FIRST', ' DESC NULLS FIRST', ' ASC NULLS LAST'])}`,
  );
  return {
    order,
    limit: random.chance(0.8) ? (random.chance(0.03) ? 0 : random.int(1, 25)) : null,
    offset: random.chance(0.1) ? random.int(0, 4) : null,
  };
}

const itemsOf = (typed: readonly Typed[]): Item[] =>
  typed.map(({ sql, kind }, index) => ({ sql, kind, alias: `c${index}` }));

function selection(outer: Scope, wanted: readonly Kind[]): QuerySpec {
  const { from, joins, columns } = fromClause(outer, derive);
  const scope: Scope = { ...outer, columns };
  const { random } = scope;
  const where = Array.from(
    {
      length: random.weighted([
        [outer.depth > 2 ? 5 : 20, 0],
        [6, 1],
        [1.5, 2],
        [0.3, 3],
      ]),
    },
    () => condition(deeper(scope)),
  );
  const base: QuerySpec = {
    ctes: [],
    distinct: false,
    distinctOn: 0,
    items: [],
    from,
    joins,
    where,
    groupBy: [],
    grouping: 'plain',
    having: [],
    qualify: [],
    combine: null,
    order: [],
    limit: null,
    offset: null,
  };
  return random.chance(0.35) ? grouped(base, scope, wanted) : plain(base, scope, wanted);
}

function plain(base: QuerySpec, scope: Scope, wanted: readonly Kind[]): QuerySpec {
  const { random } = scope;
  const windows = random.chance(0.15);
  const items = wanted.map((kind, index): Typed => {
    if (scope.depth > 1 && random.chance(0.05)) return { sql: scalarSubquery(deeper(scope), kind), kind };
    if (windows && random.chance(0.6)) return { sql: windowCall(scope, kind, index === 0), kind };
    const sql = random.chance(0.5)
      ? (columnOfKind(scope, kind) ?? expression(scope, kind))
      : expression(scope, kind);
    return { sql, kind };
  });
  const qualify =
    windows && random.chance(0.3) ? [`${windowCall(scope, 'int', false)} <= ${random.int(1, 4)}`] : [];
  return { ...base, items: itemsOf(items), distinct: random.chance(0.15), qualify };
}

function grouped(base: QuerySpec, scope: Scope, wanted: readonly Kind[]): QuerySpec {
  const { random } = scope;
  const items = wanted.map((kind, index) => {
    const key = index > 0 && random.chance(0.5) ? keyOf(scope, kind) : '';
    // A constant can't be a key: GROUP BY 1 means the first column.
    const isKey = namesColumn(key);
    return {
      sql: isKey ? overKey(scope, key, kind) : aggregate(deeper(scope), kind),
      kind,
      key: isKey ? key : null,
    };
  });
  const keys = items.flatMap((item) => item.key ?? []);
  if (keys.length === 0 && random.chance(0.3))
    keys.push(...[keyOf(scope, presentKind(scope, ALL_KINDS))].filter(namesColumn));
  const having = random.chance(0.25)
    ? [`${aggregate({ ...scope, depth: 0 }, 'int')} ${random.pick(['>', '<>', '>='])} ${random.int(0, 2)}`]
    : [];
  const grouping =
    keys.length > 0 && keys.length < 4 && random.chance(0.12)
      ? random.pick(['rollup', 'cube', 'sets'] as const)
      : 'plain';
  return { ...base, items: itemsOf(items), groupBy: keys, grouping, having };
}

/** A group key, sometimes within an operator. */
function overKey({ random }: Scope, key: string, kind: Kind): string {
  if (!random.chance(0.2)) return key;
  if (kind === 'int' || kind === 'decimal') return random.pick([`(${key} * 2)`, `(7 - ${key})`, `(-${key})`]);
  return kind === 'text' ? `(${key} || '|')` : key;
}

const keyOf = (scope: Scope, kind: Kind): string =>
  scope.random.chance(0.7)
    ? (columnOfKind(scope, kind) ?? expression(deeper(scope), kind))
    : expression(deeper(scope), kind);
