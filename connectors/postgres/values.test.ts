import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Client } from 'pg';
import { Database } from '../../engine/duckdb/database.ts';
import { AtollError } from '../../engine/errors/atoll-error.ts';
import type { Fragment } from '../../engine/plan/fragment.ts';
import { type DataType, typeToSql } from '../../engine/types/data-type.ts';
import {
  columnsOf,
  countRows,
  fragmentOf,
  NEVER,
  openPostgresSource,
  readFragment,
  stageFragment,
} from '../../e2e/fixtures/postgres-source.ts';
import { decimal, list, POSTGRES_VALUES, type } from '../../e2e/fixtures/postgres-values.ts';
import { startPostgres, type TestPostgres } from '../../e2e/fixtures/postgres.ts';
import type { PostgresSource } from './source.ts';

let server: TestPostgres;
let client: Client;
let source: PostgresSource;
let duck: Database;

beforeAll(async () => {
  server = await startPostgres();
  await server.createDatabase('types');
  client = await server.connect('types');
  await client.query("CREATE TYPE mood AS ENUM ('sad', 'ok', 'a mood with a long name')");
  await client.query('CREATE DOMAIN humour AS mood');
  await client.query('CREATE DOMAIN positive AS integer CHECK (value > 0)');
  await client.query("SET TimeZone = 'UTC'; SET extra_float_digits = 3");
  source = openPostgresSource(server, 'types');
  duck = await Database.open();
});

afterAll(async () => {
  await source.close();
  await client.end();
  duck.close();
  await server.stop();
});

/** Stages the fragment as `f1`, in a session of its own. */
async function stage(fragment: Fragment): Promise<void> {
  await duck.run('DROP TABLE IF EXISTS f1');
  const session = await source.begin(NEVER);
  try {
    await stageFragment(duck, 'f1', fragment, readFragment(session, fragment));
  } finally {
    await session.close();
  }
}

/** The value that DuckDB makes of PostgreSQL's own text, by an independent way: its CAST from text. */
function oracleText(native: string, text: string): string {
  if (native.startsWith('bytea')) return text;
  // The spaces that fill a char(n) up are no part of its value.
  if (native.startsWith('char(')) return text.replace(/ +$/, '');
  // DuckDB reads no plus sign in an interval.
  if (native === 'interval') return text.replaceAll('+', '');
  return text.endsWith(' BC') ? text.slice(0, -3).replace(/^[\d-]+/, '$& (BC)') : text;
}

describe('values', () => {
  test.each(POSTGRES_VALUES)('%s arrives exactly', async (native, expected, values) => {
    await client.query('DROP TABLE IF EXISTS t');
    await client.query(`CREATE TABLE t (n integer, v ${native})`);
    for (const [at, value] of values.entries())
      await client.query('INSERT INTO t VALUES ($1, $2)', [at, value]);
    await client.query('INSERT INTO t VALUES ($1, NULL)', [values.length]);
    const catalog = await source.catalog(NEVER);
    const declared = catalog.tables.find((table) => table.path.name === 't')?.columns[1]?.type;
    expect(declared === undefined ? '' : typeToSql(declared)).toBe(typeToSql(expected));

    const fragment = fragmentOf('SELECT n, v FROM t', columnsOf({ n: type('INTEGER'), v: expected }));
    await stage(fragment);
    const sqlType = typeToSql(expected);
    const staged = await duck.query(
      `SELECT n, v IS NULL, ${expected.id === 'BLOB' ? "'\\x' || lower(hex(v))" : 'v::VARCHAR'} FROM f1 ORDER BY n`,
    );
    expect(staged.rows).toHaveLength(values.length + 1);
    expect(staged.rows.at(-1)?.[1]).toBe(true);
    const printed = await serverTexts();
    for (const [at, row] of staged.rows.slice(0, -1).entries()) {
      const text = oracleText(native, printed[at] ?? '');
      expect(row[1]).toBe(false);
      expect(row[2], `${native} ${text}`).toBe(await castByDuck(text, sqlType, expected));
    }
  });

  /** What the server itself prints: COPY … TO STDOUT is the same text as a text-format result. */
  async function serverTexts(): Promise<readonly string[]> {
    const result = await client.query<[number, string]>({
      text: 'SELECT n, v FROM t ORDER BY n',
      rowMode: 'array',
      types: { getTypeParser: () => (text: string) => text },
    });
    return result.rows.map((row) => row[1]);
  }

  async function castByDuck(text: string, sqlType: string, expected: DataType): Promise<string> {
    if (expected.id === 'BLOB') return text;
    if (expected.id === 'LIST') return await castList(text, sqlType);
    const quoted = `'${text.replaceAll("'", "''")}'`;
    const [row] = (await duck.query(`SELECT CAST(${quoted} AS ${sqlType})::VARCHAR`)).rows;
    return String(row?.[0]);
  }

  /** Lists by the server's own JSON of the same array, where elements are plain; else by their known text. */
  async function castList(text: string, sqlType: string): Promise<string> {
    const known = LIST_TEXTS[text];
    const literal = known ?? text.replace('{', '[').replace(/\}$/, ']');
    const [row] = (
      await duck.query(
        `SELECT CAST(${known === undefined ? `'${literal}'` : literal} AS ${sqlType})::VARCHAR`,
      )
    ).rows;
    return String(row?.[0]);
  }

  const LIST_TEXTS: Readonly<Record<string, string>> = {
    '{"a b","c\\"d","e\\\\f",NULL,"NULL","","{x}","y,z"}': `['a b', 'c"d', 'e\\f', NULL, 'NULL', '', '{x}', 'y,z']`,
    '{2020-01-01,"0044-03-15 BC",infinity,-infinity}': `['2020-01-01', '0044-03-15 (BC)', 'infinity', '-infinity']`,
    '{"2019-12-31 22:00:00.5+00",infinity}': `['2019-12-31 22:00:00.5+00', 'infinity']`,
    '{"\\\\x00ff",NULL}': `['\\x00\\xFF'::BLOB, NULL]`,
    '{"1 year 2 mons -3 days +04:05:06.7","-1 mons +1 day -00:00:01","1 mon"}': `[INTERVAL '1 year 2 months -3 days 4 hours 5 minutes 6.7 seconds', INTERVAL '-1 months 1 day -1 seconds', INTERVAL '1 month']`,
    '{sad,"a mood with a long name"}': `['sad', 'a mood with a long name']`,
    '{"{\\"a\\": 1}"}': `['{"a": 1}'::JSON]`,
    '{"ab  ","abc ",NULL}': `['ab', 'abc', NULL]`,
    '{t,f,NULL}': '[true, false, NULL]',
  };
});

describe('values that do not fit', () => {
  const MISFITS: readonly (readonly [expression: string, expected: DataType])[] = [
    ["'NaN'::numeric(10,2)", decimal(10, 2)],
    ["'Infinity'::numeric", decimal(38, 10)],
    ['1.005::numeric', decimal(10, 2)],
    ['1e38::numeric', decimal(38, 0)],
    ['100::numeric', decimal(2, 0)],
    ["'294247-01-10 04:00:54.775807'::timestamp", type('TIMESTAMP')],
    ["'294276-12-31 23:59:59'::timestamptz", type('TIMESTAMP WITH TIME ZONE')],
    ["'infinity'::interval", type('INTERVAL')],
    ["'-infinity'::interval", type('INTERVAL')],
    ["'{{1,2},{3,4}}'::int[]", list(type('INTEGER'))],
    ["'[0:1]={1,2}'::int[]", list(type('INTEGER'))],
    ["'{NaN}'::numeric[]", list(decimal(10, 2))],
    ['70000::int4', type('SMALLINT')],
    ["'9223372036854775808'::numeric", type('BIGINT')],
  ];

  test.each(MISFITS)('%s is refused by name, and the session lives on', async (expression, expected) => {
    const session = await source.begin(NEVER);
    const fragment = fragmentOf(`SELECT ${expression} AS odd`, columnsOf({ odd: expected }));
    const failure = await countRows(readFragment(session, fragment)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AtollError);
    if (!(failure instanceof AtollError)) return;
    expect(failure.report.code).toBe('value-misfit');
    expect(failure.message).toContain('Column odd of shop');
    const next = fragmentOf('SELECT 1 AS n', columnsOf({ n: type('INTEGER') }));
    expect(await countRows(readFragment(session, next))).toBe(1);
    await session.close();
  });
});

describe('enums', () => {
  test.each([1, 255, 256, 65_536])('of %d labels arrive by their bytes', async (count) => {
    const labels = Array.from({ length: count }, (_, at) => (at % 3 === 0 ? `label ${at}` : `é${at}`));
    await client.query(
      `DROP TYPE IF EXISTS many; CREATE TYPE many AS ENUM (${labels.map(quoted).join(', ')})`,
    );
    const some = [...new Set([0, 1, 254, 255, 256, count - 1])].filter((at) => at < count);
    const rows = some.map((at) => `(${at}, ${quoted(labels[at] ?? '')}::many)`);
    const columns = columnsOf({ n: type('INTEGER'), v: { id: 'ENUM', values: labels } });
    await stage(fragmentOf(`SELECT * FROM (VALUES ${rows.join(', ')}, (-1, NULL)) AS t(n, v)`, columns));
    const staged = await duck.query('SELECT n, v::VARCHAR FROM f1 ORDER BY n');
    expect(staged.rows).toEqual([[-1, null], ...some.map((at) => [at, labels[at]])]);
  });

  test.each([
    ["'ok'::mood", { id: 'ENUM', values: ['sad', 'fine'] }],
    ["ARRAY['ok'::mood]", list({ id: 'ENUM', values: ['sad', 'fine'] })],
    ['1', { id: 'ENUM', values: ['1'] }],
  ] as const)('%s is drift where the plan knew other labels', async (expression, expected) => {
    const session = await source.begin(NEVER);
    const fragment = fragmentOf(`SELECT ${expression} AS odd`, columnsOf({ odd: expected }));
    const failure = await countRows(readFragment(session, fragment)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AtollError);
    if (failure instanceof AtollError) expect(failure.report.code).toBe('source-drift');
    await session.close();
  });

  function quoted(label: string): string {
    return `'${label}'`;
  }
});

describe('widening', () => {
  const WIDER: readonly (readonly [expression: string, expected: DataType, text: string])[] = [
    ['32767::int2', type('BIGINT'), '32767'],
    ['-5::int4', type('HUGEINT'), '-5'],
    ["'-9223372036854775808'::int8", type('HUGEINT'), '-9223372036854775808'],
    [
      "'170141183460469231731687303715884105727'::numeric",
      type('HUGEINT'),
      '170141183460469231731687303715884105727',
    ],
    [
      "'-170141183460469231731687303715884105728'::numeric",
      type('HUGEINT'),
      '-170141183460469231731687303715884105728',
    ],
    ["'18446744073709551615'::numeric", type('UBIGINT'), '18446744073709551615'],
    ['7::int4', decimal(12, 3), '7.000'],
    ['1.5::float4', type('DOUBLE'), '1.5'],
    ["'1e-7'::numeric", type('DOUBLE'), '1e-07'],
    ["'NaN'::numeric", type('DOUBLE'), 'nan'],
    ["'12345678901234567890.125'::numeric", type('DOUBLE'), '1.2345678901234567e+19'],
    ['sum(x)', type('HUGEINT'), '18446744073709551614'],
  ];

  test.each(WIDER)('%s', async (expression, expected, text) => {
    const from = expression.startsWith('sum')
      ? "FROM (VALUES ('9223372036854775807'::int8), ('9223372036854775807'::int8)) AS s(x)"
      : '';
    const fragment = fragmentOf(`SELECT ${expression} AS v ${from}`, columnsOf({ v: expected }));
    await stage(fragment);
    expect((await duck.query('SELECT v::VARCHAR FROM f1')).rows).toEqual([[text]]);
  });
});
