import type { Client, CustomTypesConfig } from 'pg';
import { parameterText } from '../../connectors/postgres/statement-parameters.ts';
import type { PrintedSql } from '../../engine/spi/dialect.ts';
import type { RunAtSource } from './dialect-pair.ts';
import { BYTES, type ProbeColumn, ProbeTable } from './probe-table.ts';
import { randomValues } from './random-values.ts';

/** Columns that are about their edges alone. */
const RANDOMLESS: ReadonlySet<string> = new Set(['big', 'wide', 'e']);

const words = [
  'apple',
  'Apple',
  'apple ',
  '',
  ' é',
  'É',
  'e\u0301',
  'straße',
  'z😀z',
  'a%b',
  'a_b',
  'a\\b',
  "it's",
  '10',
  '9',
  null,
  'ﬁ',
  '\u00a0x\u2003',
  'aaa',
  'abab',
];
const integers = ['0', '1', '-1', '7', '-7', '2', null, '100', '-100', '13', '1000'];
const decimals = [
  '0.00',
  '0.01',
  '-0.01',
  '1.50',
  '-1.50',
  '2.50',
  '0.50',
  '99.99',
  null,
  '-12345.67',
  '12345.67',
];
const dates = [
  '1970-01-01',
  '2000-02-29',
  '1999-12-31',
  '1900-02-28',
  '2024-12-30',
  null,
  '0001-01-01',
  '0044-03-15 (BC)',
  '9999-12-31',
  '2021-01-03',
  'infinity',
  '-infinity',
];
const instants = [
  '1970-01-01 00:00:00',
  '2000-02-29 23:59:59.999999',
  '1969-12-31 23:59:59.5',
  '2024-12-30 12:34:56',
  null,
  '0044-03-15 (BC) 01:02:03',
  '9999-12-31 00:00:00',
  'infinity',
  '-infinity',
];

const text = (name: string, values: readonly (string | null)[], collation = BYTES): ProbeColumn => ({
  name,
  type: { id: 'VARCHAR' },
  native: 'text',
  values,
  collation,
});

const COLUMNS: readonly ProbeColumn[] = [
  { name: 'i2', type: { id: 'SMALLINT' }, native: 'smallint', values: integers },
  { name: 'a', type: { id: 'INTEGER' }, native: 'integer', values: integers },
  { name: 'b', type: { id: 'INTEGER' }, native: 'integer', values: [...integers].reverse() },
  {
    name: 'big',
    type: { id: 'INTEGER' },
    native: 'integer',
    values: ['2147483647', '-2147483648', '0', null],
  },
  {
    name: 'i8',
    type: { id: 'BIGINT' },
    native: 'bigint',
    values: ['9007199254740993', '-9007199254740993', '0', '5', null, '123456789012'],
  },
  { name: 'd', type: { id: 'DECIMAL', width: 12, scale: 2 }, native: 'numeric(12,2)', values: decimals },
  {
    name: 'e',
    type: { id: 'DECIMAL', width: 9, scale: 4 },
    native: 'numeric(9,4)',
    values: ['0.0001', '1.5000', '-2.5000', null, '99999.9999', '0.5000', '-0.5000'],
  },
  {
    name: 'wide',
    type: { id: 'DECIMAL', width: 18, scale: 2 },
    native: 'numeric(18,2)',
    values: ['9999999999999999.99', '0.01', '-1.00', null],
  },
  {
    name: 'f',
    type: { id: 'DOUBLE' },
    native: 'double precision',
    values: ['0', '-0', '1.5', 'NaN', 'Infinity', '-Infinity', null, '1e300', '0.1', '5e-324'],
  },
  { name: 'g', type: { id: 'FLOAT' }, native: 'real', values: ['0', '1.5', 'NaN', '-Infinity', null, '0.1'] },
  text('s', words),
  text('t', [...words].reverse()),
  text('x', words, { name: 'atoll_ci', equalityIsBytes: false, orderIsBytes: false, padded: false }),
  text('l', words, { name: 'en-x-icu', equalityIsBytes: true, orderIsBytes: false, padded: false }),
  { name: 'o', type: { id: 'BOOLEAN' }, native: 'boolean', values: ['true', 'false', null] },
  { name: 'day', type: { id: 'DATE' }, native: 'date', values: dates },
  {
    name: 'due',
    type: { id: 'DATE' },
    native: 'date',
    values: dates.filter((date) => !date?.includes('inf')).reverse(),
  },
  { name: 'at', type: { id: 'TIMESTAMP' }, native: 'timestamp without time zone', values: instants },
  {
    name: 'tz',
    type: { id: 'TIMESTAMP WITH TIME ZONE' },
    native: 'timestamp with time zone',
    values: instants.map((one) => one && (one.includes('inf') ? one : `${one}+00`)),
  },
  {
    name: 'tm',
    type: { id: 'TIME' },
    native: 'time without time zone',
    values: ['00:00:00', '23:59:59.999999', null, '12:00:00'],
  },
  {
    name: 'u',
    type: { id: 'UUID' },
    native: 'uuid',
    values: [
      '00000000-0000-0000-0000-000000000001',
      'ffffffff-0000-0000-0000-000000000001',
      '80000000-0000-0000-0000-000000000000',
      null,
    ],
  },
  { name: 'y', type: { id: 'BLOB' }, native: 'bytea', values: ['\\x00', '\\xFF\\x01', 'A', '', null] },
];

export const POSTGRES_PROBE = new ProbeTable(COLUMNS.map(withRandomValues), 'probe_rows', 'public');
/** The edges first, then random values. */
function withRandomValues(column: ProbeColumn, at: number): ProbeColumn {
  const random = RANDOMLESS.has(column.name) ? [] : randomValues(column.type, 40, at + 1);
  return { ...column, values: [...column.values, ...random] };
}

export const PROBE_ROWS = 233;

const RAW: CustomTypesConfig = { getTypeParser: () => (value: string) => value };

/** Creates the probe's table, with a collation that ignores case and one that sorts as people do. */
export async function fillPostgres(client: Client): Promise<void> {
  await client.query(
    "CREATE COLLATION atoll_ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
  );
  const columns = POSTGRES_PROBE.columns.map(
    ({ name, native, collation }) => `"${name}" ${native}${collation ? ` COLLATE "${collation.name}"` : ''}`,
  );
  await client.query(`CREATE TABLE public.probe_rows (${columns.join(', ')})`);
  const places = POSTGRES_PROBE.columns.map((_, at) => `$${at + 1}`).join(', ');
  for (const row of POSTGRES_PROBE.rows(PROBE_ROWS)) {
    const params = row.map((value, at) => {
      const type = POSTGRES_PROBE.columns[at]?.type ?? { id: 'VARCHAR' };
      return type.id === 'BLOB' ? bytes(value) : parameterText({ type, value });
    });
    await client.query(`INSERT INTO public.probe_rows VALUES (${places})`, params);
  }
}

/** DuckDB's text of a BLOB as bytes. */
function bytes(value: string | null): Buffer | null {
  if (value === null) return null;
  return Buffer.from(
    value.replace(/\\x(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}

/** Runs printed SQL in a session set as the connector sets it, values as the server's text. */
export function runAtPostgres(client: Client): RunAtSource {
  return async ({ sql, params }: PrintedSql) => {
    const result = await client.query({
      text: sql,
      values: params.map(parameterText),
      rowMode: 'array',
      types: RAW,
    });
    return result.rows as unknown[][];
  };
}
