import { columnOfKind, deeper, type Scope } from './scope.ts';
import type { Kind } from './kind.ts';
import { WRITTEN_TEXTS } from './words.ts';

type Maker = (scope: Scope) => string;

const LITERALS: Readonly<Record<Kind, readonly string[]>> = {
  int: ['0', '1', '(-1)', '2', '3', '7', '10', '20', '1000'],
  decimal: ['0.00', '1.50', '(-2.25)', '10.00', '19.99', '0.1'],
  double: ['0::DOUBLE', '0.5::DOUBLE', '(-1.25::DOUBLE)', '4.0625::DOUBLE', '1e1'],
  text: WRITTEN_TEXTS.map((text) => `'${text.replaceAll("'", "''")}'`),
  bool: ['true', 'false'],
  date: [`DATE '2023-01-01'`, `DATE '2020-02-15'`, `DATE '2024-12-28'`, `DATE '1999-12-31'`],
  timestamp: [
    `TIMESTAMP '2023-05-15 12:00:00'`,
    `TIMESTAMP '2023-01-01 00:00:00'`,
    `TIMESTAMP '1969-12-31 23:59:59.999999'`,
  ],
  'wide-int': ['9223372036854775807', '(-9223372036854775808)', '9007199254740993', '32767', '0'],
  'wide-decimal': ['0.0000000001::DECIMAL(38,10)', '9007199254740993.5::DECIMAL(38,10)', '0::DECIMAL(38,10)'],
  'wide-double': [
    '0.1::DOUBLE',
    '5e-324::DOUBLE',
    '1.7976931348623157e308::DOUBLE',
    '9007199254740992::DOUBLE',
  ],
  list: ['[1, 2]', '([]::INTEGER[])', '([NULL]::INTEGER[])', '[12]'],
};

/** A literal of the kind; rarely NULL. */
export function literal(scope: Scope, kind: Kind): string {
  return scope.random.chance(0.04) ? `(NULL::${TYPES[kind]})` : scope.random.pick(LITERALS[kind]);
}

const TYPES: Readonly<Record<Kind, string>> = {
  int: 'INTEGER',
  decimal: 'DECIMAL(10,2)',
  double: 'DOUBLE',
  text: 'VARCHAR',
  bool: 'BOOLEAN',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
  'wide-int': 'BIGINT',
  'wide-decimal': 'DECIMAL(38,10)',
  'wide-double': 'DOUBLE',
  list: 'INTEGER[]',
};

const of =
  (kind: Kind): Maker =>
  (scope) =>
    expression(deeper(scope), kind);
const [int, decimal, double, text, date, timestamp] = (
  ['int', 'decimal', 'double', 'text', 'date', 'timestamp'] as const
).map(of) as [Maker, Maker, Maker, Maker, Maker, Maker];
const column = (scope: Scope, kind: Kind): string => columnOfKind(scope, kind) ?? literal(scope, kind);

const INTS: readonly Maker[] = [
  (s) => `(${column(s, 'int')} + ${s.random.int(-5, 9)})`,
  (s) => `(${column(s, 'int')} * ${s.random.int(-3, 5)})`,
  (s) => `(${column(s, 'int')}::BIGINT - ${column(s, 'int')})`,
  (s) => `(${int(s)} % ${s.random.pick([2, 3, -3, 7])})`,
  (s) => `(${int(s)} // ${s.random.pick([2, 3, -3, 7])})`,
  (s) => `(${column(s, 'int')} % ${column(s, 'int')})`,
  (s) => `(-${column(s, 'int')})`,
  (s) => `abs(${column(s, 'int')})`,
  (s) => `length(${text(s)})`,
  (s) => `extract(${s.random.pick(['year', 'month', 'day', 'dow', 'isodow', 'quarter'])} FROM ${date(s)})`,
  (s) => `extract(${s.random.pick(['hour', 'minute', 'day'])} FROM ${timestamp(s)})`,
  (s) => `CAST(${column(s, 'bool')} AS INTEGER)`,
  (s) => `(${date(s)} - ${literal(s, 'date')})`,
  (s) => `CAST(${column(s, 'decimal')} AS INTEGER)`,
  (s) => `TRY_CAST(${column(s, 'text')} AS INTEGER)`,
  (s) => `sign(${column(s, 'decimal')})`,
  (s) => `len(${column(s, 'list')})`,
  (s) => `${column(s, 'list')}[${s.random.int(-1, 3)}]`,
];
const DECIMALS: readonly Maker[] = [
  (s) => `(${column(s, 'decimal')} + ${decimal(s)})`,
  (s) => `(${column(s, 'decimal')} - ${column(s, 'decimal')})`,
  (s) => `(${column(s, 'decimal')} * ${s.random.int(-3, 5)})`,
  (s) => `(-${column(s, 'decimal')})`,
  (s) => `round(${column(s, 'decimal')}, 1)`,
  (s) => `abs(${decimal(s)})`,
  (s) => `CAST(${column(s, 'decimal')} AS DECIMAL(12,1))`,
];
const DOUBLES: readonly Maker[] = [
  (s) => `(${column(s, 'double')} + ${double(s)})`,
  (s) => `(${column(s, 'double')} * ${s.random.pick(['2', '0.5::DOUBLE', '-1'])})`,
  (s) => `(${int(s)} / ${s.random.pick([2, 4, -8])})`,
  (s) => `floor(${double(s)})`,
  (s) => `ceil(${column(s, 'double')})`,
  (s) => `round(${column(s, 'double')})`,
  (s) => `abs(${double(s)})`,
  (s) => `CAST(${column(s, 'int')} AS DOUBLE)`,
];
const TEXTS: readonly Maker[] = [
  (s) => `lower(${text(s)})`,
  (s) => `upper(${text(s)})`,
  (s) => `(${column(s, 'text')} || ${text(s)})`,
  (s) => `substring(${text(s)}, ${s.random.int(-2, 3)}, ${s.random.int(1, 3)})`,
  (s) => `left(${text(s)}, ${s.random.int(-1, 2)})`,
  (s) => `right(${text(s)}, ${s.random.int(0, 2)})`,
  (s) => `trim(${text(s)})`,
  (s) => `replace(${text(s)}, 'a', ${literal(s, 'text')})`,
  (s) => `reverse(${column(s, 'text')})`,
  (s) => `concat(${text(s)}, ${column(s, 'text')})`,
  (s) => `CAST(${column(s, s.random.pick(['int', 'decimal', 'date', 'bool'] as const))} AS VARCHAR)`,
  (s) => `lpad(${column(s, 'text')}, 4, '*')`,
];
const DATES: readonly Maker[] = [
  (s) => `(${column(s, 'date')} + ${s.random.int(-40, 40)})`,
  (s) => `CAST(${timestamp(s)} AS DATE)`,
  (s) =>
    `CAST(date_trunc('${s.random.pick(['month', 'year', 'week', 'quarter'])}', ${column(s, 'date')}) AS DATE)`,
  (s) => `CAST(${column(s, 'date')} + INTERVAL ${s.random.int(1, 13)} MONTH AS DATE)`,
];
const TIMESTAMPS: readonly Maker[] = [
  (s) =>
    `(${column(s, 'timestamp')} + INTERVAL ${s.random.int(1, 40)} ${s.random.pick(['DAY', 'HOUR', 'MONTH'])})`,
  (s) => `date_trunc('${s.random.pick(['hour', 'day', 'month'])}', ${column(s, 'timestamp')})`,
  (s) => `CAST(${column(s, 'date')} AS TIMESTAMP)`,
];
// Nothing that computes with the values: at the ends of their types it would overflow.
const WIDE_INTS: readonly Maker[] = [
  (s) => `CAST(${column(s, 'int')} AS BIGINT)`,
  (s) => `(${column(s, 'wide-int')} % ${s.random.pick([2, 7, -3])})`,
  (s) => `(${column(s, 'wide-int')} // ${s.random.pick([2, 7, -3])})`,
];
const WIDE_DECIMALS: readonly Maker[] = [(s) => `CAST(${column(s, 'int')} AS DECIMAL(38,10))`];
const WIDE_DOUBLES: readonly Maker[] = [
  (s) => `CAST(${column(s, 'wide-int')} AS DOUBLE)`,
  (s) => `abs(${column(s, 'wide-double')})`,
  (s) => `(-${column(s, 'wide-double')})`,
];
const LISTS: readonly Maker[] = [
  (s) => `[${int(s)}, ${column(s, 'int')}]`,
  (s) => `list_sort(${column(s, 'list')})`,
  (s) => `${column(s, 'list')}[1:2]`,
];

const MAKERS: Readonly<Record<Exclude<Kind, 'bool'>, readonly Maker[]>> = {
  int: INTS,
  decimal: DECIMALS,
  double: DOUBLES,
  text: TEXTS,
  date: DATES,
  timestamp: TIMESTAMPS,
  'wide-int': WIDE_INTS,
  'wide-decimal': WIDE_DECIMALS,
  'wide-double': WIDE_DOUBLES,
  list: LISTS,
};

const GENERAL: readonly ((scope: Scope, kind: Kind) => string)[] = [
  (s, kind) => `coalesce(${column(s, kind)}, ${expression(deeper(s), kind)})`,
  (s, kind) => `nullif(${column(s, kind)}, ${literal(s, kind)})`,
  (s, kind) =>
    `CASE WHEN ${s.predicate(deeper(s))} THEN ${expression(deeper(s), kind)} ELSE ${expression(deeper(s), kind)} END`,
  (s, kind) => `CASE WHEN ${s.predicate(deeper(s))} THEN ${column(s, kind)} END`,
  (s, kind) => `${s.random.pick(['greatest', 'least'])}(${column(s, kind)}, ${expression(deeper(s), kind)})`,
];

/** A random expression of the kind over the columns in scope. */
export function expression(scope: Scope, kind: Kind): string {
  const { random } = scope;
  if (scope.depth <= 0) return random.chance(0.8) ? column(scope, kind) : literal(scope, kind);
  if (kind === 'bool') return random.chance(0.5) ? column(scope, kind) : `(${scope.predicate(scope)})`;
  const way = random.weighted([
    [5, 'column'],
    [1, 'literal'],
    [4, 'own'],
    [2, 'general'],
  ] as const);
  switch (way) {
    case 'column':
      return column(scope, kind);
    case 'literal':
      return literal(scope, kind);
    case 'own':
      return random.pick(MAKERS[kind])(scope);
    case 'general':
      return random.pick(GENERAL)(scope, kind);
  }
}
