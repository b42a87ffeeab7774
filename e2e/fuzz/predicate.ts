import { expression, literal } from './expression.ts';
import { columnOfKind, columnsOf, deeper, presentKind, type Scope, type Visible } from './scope.ts';
import type { Kind } from './kind.ts';
import type { FuzzTable } from './tables.ts';

const KINDS: readonly Kind[] = [
  'int',
  'int',
  'decimal',
  'double',
  'text',
  'text',
  'date',
  'timestamp',
  'wide-int',
  'wide-decimal',
  'wide-double',
];
const NUMERIC: readonly Kind[] = ['int', 'decimal', 'double', 'wide-int', 'wide-double'];
const COMPARE = ['=', '=', '<>', '<', '<=', '>', '>='] as const;
const PATTERNS = [
  `'a%'`,
  `'%b'`,
  `'_'`,
  `'%x\\%%'`,
  `'Z%'`,
  `'%é%'`,
  `'__%'`,
  `'paid'`,
  `''`,
  `'a '`,
  `'%\u0301'`,
  `'😀%'`,
  `'_😁'`,
  `'a\\%%' ESCAPE '\\'`,
  `'x!_%' ESCAPE '!'`,
] as const;

type Maker = (scope: Scope) => string;

const target = (scope: Scope, kind: Kind): string =>
  columnOfKind(scope, kind) ?? expression(deeper(scope), kind);

// Equality with a literal finds few rows of a kind with many values.
const operator = (scope: Scope, kind: Kind): string =>
  scope.random.pick(kind === 'int' || kind === 'text' ? COMPARE : COMPARE.slice(2));

const compare: Maker = (scope) => {
  const kind = presentKind(scope, KINDS);
  const right = scope.random.chance(0.5) ? literal(scope, kind) : expression(deeper(scope), kind);
  return `${target(scope, kind)} ${operator(scope, kind)} ${right}`;
};

const compareKinds: Maker = (scope) => {
  const [left, right] = [presentKind(scope, NUMERIC), presentKind(scope, NUMERIC)];
  return `${target(scope, left)} ${scope.random.pick(COMPARE)} ${expression(deeper(scope), right)}`;
};

const inList: Maker = (scope) => {
  const kind = presentKind(scope, KINDS);
  const values = Array.from({ length: scope.random.int(1, 5) }, () => literal(scope, kind));
  return `${target(scope, kind)} ${scope.random.chance(0.3) ? 'NOT ' : ''}IN (${values.join(', ')})`;
};

const between: Maker = (scope) => {
  const kind = presentKind(scope, KINDS);
  const not = scope.random.chance(0.2) ? 'NOT ' : '';
  return `${target(scope, kind)} ${not}BETWEEN ${literal(scope, kind)} AND ${expression(deeper(scope), kind)}`;
};

const SIMPLE: readonly Maker[] = [
  compare,
  compare,
  compare,
  compareKinds,
  inList,
  between,
  (s) => `${target(s, presentKind(s, KINDS))} IS ${s.random.chance(0.5) ? 'NOT ' : ''}NULL`,
  (s) => {
    const kind = presentKind(s, KINDS);
    const not = s.random.chance(0.5) ? 'NOT ' : '';
    return `${target(s, kind)} IS ${not}DISTINCT FROM ${expression(deeper(s), kind)}`;
  },
  (s) => `${target(s, 'text')} ${s.random.pick(['LIKE', 'NOT LIKE', 'ILIKE'])} ${s.random.pick(PATTERNS)}`,
  (s) =>
    `${s.random.pick(['starts_with', 'contains', 'ends_with'])}(${target(s, 'text')}, ${literal(s, 'text')})`,
  (s) => `regexp_matches(${target(s, 'text')}, '${s.random.pick(['[ab]', '^x', '[0-9]+$', 'é|É'])}')`,
  (s) => target(s, 'bool'),
  (s) => `list_contains(${target(s, 'list')}, ${s.random.int(-2, 12)})`,
  (s) => `${target(s, 'bool')} IS ${s.random.pick(['TRUE', 'NOT TRUE', 'FALSE', 'NOT FALSE'])}`,
];

const LOGIC: readonly Maker[] = [
  (s) => `(${predicate(deeper(s))} AND ${predicate(deeper(s))})`,
  (s) => `(${predicate(deeper(s))} OR ${predicate(deeper(s))})`,
  (s) => `NOT (${predicate(deeper(s))})`,
];

interface Inner {
  readonly table: FuzzTable;
  readonly from: string;
  readonly columns: readonly Visible[];
  /** Predicates on the inner table alone, often none. */
  readonly where: string;
}

function inner(scope: Scope): Inner {
  const table = scope.random.pick(scope.tables);
  const alias = scope.alias('s');
  const columns = columnsOf(table, alias);
  const where = scope.random.chance(0.3) ? predicate({ ...deeper(scope, columns), depth: 0 }) : 'true';
  return { table, from: `${table.sql} ${alias}`, columns, where };
}

const innerColumn = ({ columns }: Inner, scope: Scope, kind: Kind): string =>
  columnOfKind({ ...scope, columns }, kind) ?? literal(scope, kind);

// A correlation: an equality of an inner and an outer column, sometimes an inequality.
function correlation(sub: Inner, scope: Scope): string {
  const kind = presentKind(scope, ['int', 'int', 'text', 'date']);
  const operator = scope.random.chance(0.85) ? '=' : scope.random.pick(['<', '>=', '<>']);
  return `${innerColumn(sub, scope, kind)} ${operator} ${target({ ...scope, depth: 0 }, kind)}`;
}

const SUBQUERIES: readonly Maker[] = [
  (s) => `${target(s, 'int')} = ANY(${target(s, 'list')})`,
  (s) => {
    const sub = inner(s);
    const kind = presentKind(s, ['int', 'int', 'text', 'date', 'decimal', 'wide-int', 'wide-decimal']);
    const not = s.random.chance(0.35) ? 'NOT ' : '';
    return `${target(s, kind)} ${not}IN (SELECT ${innerColumn(sub, s, kind)} FROM ${sub.from} WHERE ${sub.where})`;
  },
  (s) => {
    const sub = inner(s);
    const not = s.random.chance(0.35) ? 'NOT ' : '';
    return `${not}EXISTS (SELECT 1 FROM ${sub.from} WHERE ${correlation(sub, s)} AND ${sub.where})`;
  },
  (s) => {
    const sub = inner(s);
    const kind = presentKind(s, ['int', 'decimal', 'double', 'date', 'text']);
    const value = `${s.random.pick(['min', 'max'])}(${innerColumn(sub, s, kind)})`;
    return `${target(s, kind)} ${s.random.pick(COMPARE)} (SELECT ${value} FROM ${sub.from} WHERE ${sub.where})`;
  },
  (s) => {
    const sub = inner(s);
    const count = `(SELECT count(*) FROM ${sub.from} WHERE ${correlation(sub, s)} AND ${sub.where})`;
    return `${count} ${s.random.pick(COMPARE)} ${s.random.int(0, 4)}`;
  },
  (s) => {
    const sub = inner(s);
    const kind = presentKind(s, ['int', 'decimal', 'text']);
    const quantifier = s.random.chance(0.8) ? 'ANY' : 'ALL';
    return `${target(s, kind)} ${s.random.pick(COMPARE)} ${quantifier} (SELECT ${innerColumn(sub, s, kind)} FROM ${sub.from} WHERE ${sub.where})`;
  },
];

/** A random scalar subquery of the wanted kind, correlated with the columns in scope; at most one row by its aggregate. */
export function scalarSubquery(scope: Scope, wanted: Kind): string {
  const sub = inner(scope);
  const { random } = scope;
  const value = innerColumn(sub, scope, wanted);
  const call =
    wanted === 'int' && random.chance(0.5)
      ? random.pick(['count(*)', `count(${value})`])
      : `${wanted === 'bool' ? 'bool_or' : random.pick(['min', 'max'])}(${value})`;
  return `(SELECT ${call} FROM ${sub.from} WHERE ${correlation(sub, scope)} AND ${sub.where})`;
}

/** A random predicate over the columns in scope, without subqueries. */
export function predicate(scope: Scope): string {
  if (scope.depth <= 0) return scope.random.pick(SIMPLE)({ ...scope, depth: 0 });
  return scope.random.pick(scope.random.chance(0.7) ? SIMPLE : LOGIC)(scope);
}

/**
 * A random predicate that may hold one subquery; only where SQL allows one, that is, not in every join. One in
 * three is turned round, as most random predicates are true of few rows.
 */
export function condition(scope: Scope): string {
  const made = scope.random.chance(0.2) ? scope.random.pick(SUBQUERIES)(scope) : predicate(scope);
  return scope.random.chance(0.33) ? `(${made}) IS NOT TRUE` : made;
}
