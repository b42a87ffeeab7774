import { expression } from './expression.ts';
import { columnOfKind, deeper, namesColumn, presentKind, type Scope } from './scope.ts';
import type { Kind } from './kind.ts';

/** An expression and the kind of its values. */
export interface Typed {
  readonly sql: string;
  readonly kind: Kind;
}

const COMMON: readonly Kind[] = [
  'int',
  'int',
  'decimal',
  'double',
  'text',
  'text',
  'bool',
  'date',
  'timestamp',
];

/** Each as often as it is worth testing. */
export const ALL_KINDS: readonly Kind[] = [
  ...COMMON,
  ...COMMON,
  'wide-int',
  'wide-decimal',
  'wide-double',
  'list',
];
const NUMERIC: readonly Kind[] = ['int', 'decimal', 'double'];

const argument = (scope: Scope, kind: Kind): string =>
  scope.random.chance(0.6)
    ? (columnOfKind(scope, kind) ?? expression(deeper(scope), kind))
    : expression(deeper(scope), kind);

function bare(scope: Scope, wanted: Kind): string {
  const { random } = scope;
  const distinct = random.chance(0.15) ? 'DISTINCT ' : '';
  const least = `${random.pick(['min', 'max'])}(${argument(scope, wanted)})`;
  switch (wanted) {
    case 'int':
      return random.pick([
        'count(*)',
        `count(${distinct}${argument(scope, presentKind(scope, ALL_KINDS))})`,
        `sum(${distinct}${argument(scope, 'int')})`,
        least,
      ]);
    case 'decimal':
      return random.chance(0.6) ? `sum(${distinct}${argument(scope, 'decimal')})` : least;
    case 'double':
      return random.pick([
        `avg(${distinct}${argument(scope, presentKind(scope, NUMERIC))})`,
        `sum(${argument(scope, 'double')})`,
        least,
      ]);
    case 'text':
      return random.chance(0.25) ? stringAgg(scope) : least;
    case 'bool':
      return `${random.pick(['bool_and', 'bool_or'])}(${argument(scope, 'bool')})`;
    case 'wide-int':
      return random.chance(0.5) ? `sum(${distinct}${argument(scope, 'wide-int')})` : least;
    case 'list':
      return collected(scope);
    case 'date':
    case 'timestamp':
    case 'wide-decimal':
    case 'wide-double':
      return least;
  }
}

function stringAgg(scope: Scope): string {
  const column = argument(scope, 'text');
  return namesColumn(column) ? `string_agg(${column}, '|' ORDER BY ${column})` : `max(${column})`;
}

function collected(scope: Scope): string {
  const value = argument(scope, 'int');
  return scope.random.chance(0.5) ? `list(${value} ORDER BY ${value})` : `max(${argument(scope, 'list')})`;
}

/** A random aggregate whose result is of the wanted kind, sometimes with a FILTER clause. */
export function aggregate(scope: Scope, wanted: Kind): string {
  const call = bare(scope, wanted);
  return scope.random.chance(0.15) ? `${call} FILTER (WHERE ${scope.predicate(deeper(scope))})` : call;
}

const FRAMES: readonly string[] = [
  '',
  '',
  ' ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING',
  ' ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW',
  ' ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING',
  ' RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW',
  ' GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW',
];

const PEER_FRAMES: readonly string[] = FRAMES.filter((frame) => !frame.includes('ROWS'));

// Every visible column as a sort key: rows that tie are then equal in all of them, so any order of ties gives
// the same multiset of answers.
const totalOrder = (scope: Scope): string =>
  scope.columns
    .map(({ sql }) => `${sql}${scope.random.pick(['', ' DESC', ' NULLS FIRST', ' DESC NULLS LAST'])}`)
    .join(', ');

/**
 * A random window call of the wanted kind; one answer whatever the order of ties.
 * @param positional whether it may tell tied rows apart by their place, as `row_number` does. One call of a query
 *   may: with two, which of the tied rows has which pair of values would be open.
 */
export function windowCall(scope: Scope, wanted: Kind, positional: boolean): string {
  const { random } = scope;
  const partition = random.chance(0.7)
    ? `PARTITION BY ${argument(scope, presentKind(scope, ALL_KINDS))} `
    : '';
  if (random.chance(0.3)) return `${windowAggregate(scope, wanted)} OVER (${partition.trimEnd()})`;
  return positional ? byPlace(scope, wanted, partition) : byPeers(scope, wanted, partition);
}

function byPeers(scope: Scope, wanted: Kind, partition: string): string {
  const { random } = scope;
  const order = `ORDER BY ${argument(scope, 'int')}`;
  if (wanted === 'int' && random.chance(0.6)) {
    return `${random.pick(['rank()', 'dense_rank()', 'count(*)'])} OVER (${partition}${order})`;
  }
  return `${windowAggregate(scope, wanted)} OVER (${partition}${order}${random.pick(PEER_FRAMES)})`;
}

function byPlace(scope: Scope, wanted: Kind, partition: string): string {
  const { random } = scope;
  const order = `ORDER BY ${totalOrder(scope)}`;
  if (wanted === 'int' && random.chance(0.4)) {
    return `${random.pick(['row_number()', 'ntile(3)', 'rank()'])} OVER (${partition}${order})`;
  }
  const value = argument(scope, wanted);
  return random.pick([
    `lag(${value}) OVER (${partition}${order})`,
    `lead(${value}, 2) OVER (${partition}${order})`,
    `first_value(${value}) OVER (${partition}${order}${random.pick(FRAMES)})`,
    `${windowAggregate(scope, wanted)} OVER (${partition}${order}${random.pick(FRAMES)})`,
  ]);
}

function windowAggregate(scope: Scope, wanted: Kind): string {
  const value = argument(scope, wanted);
  switch (wanted) {
    case 'int':
      return scope.random.chance(0.5) ? `sum(${value})` : `count(${value})`;
    case 'decimal':
    case 'double':
      return `${scope.random.pick(['sum', 'min', 'max'])}(${value})`;
    case 'bool':
      return `bool_or(${value})`;
    case 'text':
    case 'date':
    case 'timestamp':
    case 'wide-int':
    case 'wide-decimal':
    case 'wide-double':
    case 'list':
      return `max(${value})`;
  }
}
