import { predicate } from './predicate.ts';
import { columnsOf, columnOfKind, deeper, type Scope, type Visible } from './scope.ts';
import type { Kind } from './kind.ts';
import type { FuzzTable } from './tables.ts';

/** The FROM clause of one query: its first table, its joins, and what may be named above them. */
export interface FromClause {
  readonly from: string;
  readonly joins: readonly string[];
  readonly columns: readonly Visible[];
}

type JoinKind = 'JOIN' | 'LEFT JOIN' | 'RIGHT JOIN' | 'FULL JOIN' | 'SEMI JOIN' | 'ANTI JOIN' | 'CROSS JOIN';

const KEYS: readonly Kind[] = [
  'int',
  'int',
  'text',
  'text',
  'text',
  'date',
  'decimal',
  'wide-int',
  'wide-decimal',
  'wide-double',
];

const KEY_NAMES = ['k', 'customer', 'product', 'person', 'src', 'dst', 'g'] as const;

// Most joins use a column that looks like a key, so that some rows match and not all of them.
const key = (scope: Scope, columns: readonly Visible[]): string | undefined => {
  const found = columns.filter(
    ({ sql, kind }) => kind === 'int' && KEY_NAMES.some((name) => sql.endsWith(`."${name}"`)),
  );
  return found.length === 0 ? undefined : scope.random.pick(found).sql;
};

function equality(scope: Scope, left: readonly Visible[], right: readonly Visible[]): string | undefined {
  const [a, b] = [key(scope, left), key(scope, right)];
  if (a !== undefined && b !== undefined && scope.random.chance(0.75)) return `${a} = ${b}`;
  const shared = KEYS.filter((kind) => [left, right].every((side) => side.some((one) => one.kind === kind)));
  if (shared.length === 0) return undefined;
  const kind = scope.random.pick(shared);
  const [c, d] = [
    columnOfKind({ ...scope, columns: left }, kind),
    columnOfKind({ ...scope, columns: right }, kind),
  ];
  if (c === undefined || d === undefined) return undefined;
  const operator = scope.random.weighted([
    [9, '='],
    [1, 'IS NOT DISTINCT FROM'],
  ]);
  return `${c} ${operator} ${d}`;
}

function onClause(scope: Scope, left: readonly Visible[], right: readonly Visible[]): string {
  const parts = [equality(scope, left, right) ?? 'true'];
  if (scope.random.chance(0.15)) parts.push(equality(scope, left, right) ?? 'true');
  if (scope.random.chance(0.15)) {
    const columns = scope.random.pick([left, right, [...left, ...right]]);
    parts.push(predicate({ ...scope, columns, depth: Math.min(scope.depth, 1) }));
  }
  return [...new Set(parts)].join(' AND ');
}

/** The source that a table's name begins with; a derived table's text has none. */
const sourceOf = (sql: string): string | undefined => /^\w+(?=\.)/.exec(sql)?.[0];

const joinKind = (scope: Scope): JoinKind =>
  scope.random.weighted<JoinKind>([
    [8, 'JOIN'],
    [5, 'LEFT JOIN'],
    [1, 'RIGHT JOIN'],
    [2, 'FULL JOIN'],
    [2, 'SEMI JOIN'],
    [2, 'ANTI JOIN'],
    [0.5, 'CROSS JOIN'],
  ]);

/**
 * A random FROM clause of one to four tables.
 * @param derive makes a table out of a query, as a derived table would be
 */
export function fromClause(scope: Scope, derive: (scope: Scope) => FuzzTable): FromClause {
  const anyTable = (tables = scope.tables): FuzzTable =>
    scope.depth > 1 && scope.random.chance(0.12) ? derive(deeper(scope)) : scope.random.pick(tables);
  const first = anyTable();
  // What one source can join goes there whole only if chance puts both tables at one.
  const source = sourceOf(first.sql);
  const near = scope.tables.filter(({ sql }) => source !== undefined && sourceOf(sql) === source);
  const table = (): FuzzTable => (near.length > 0 && scope.random.chance(0.3) ? anyTable(near) : anyTable());
  const alias = scope.alias('t');
  let columns = columnsOf(first, alias);
  const joins: string[] = [];
  const list = columnOfKind({ ...scope, columns }, 'list');
  if (list !== undefined && scope.random.chance(0.25)) {
    const item = scope.alias('u');
    joins.push(`CROSS JOIN unnest(${list}) ${item}("v")`);
    columns = [...columns, { sql: `${item}."v"`, kind: 'int' }];
  }
  const count = scope.random.weighted([
    [4, 0],
    [6, 1],
    [3, 2],
    [1, 3],
  ]);
  for (let index = 0; index < count; index += 1) {
    const next = table();
    const name = scope.alias('t');
    const right = columnsOf(next, name);
    const kind = joinKind(scope);
    if (kind === 'CROSS JOIN') joins.push(`CROSS JOIN ${next.sql} ${name}`);
    else joins.push(`${kind} ${next.sql} ${name} ON ${onClause(scope, columns, right)}`);
    if (kind !== 'SEMI JOIN' && kind !== 'ANTI JOIN') columns = [...columns, ...right];
  }
  return { from: `${first.sql} ${alias}`, joins, columns };
}
