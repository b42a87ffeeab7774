import type { Client, CustomTypesConfig } from 'pg';
import { parameterText } from '../../connectors/postgres/statement-parameters.ts';
import type { PrintedSql } from '../../engine/spi/dialect.ts';
import type { RunAtSource } from './dialect-pair.ts';
import { bytesOf } from './blob-text.ts';
import { EDGE_DATES, EDGE_DECIMALS, EDGE_INTEGERS, EDGE_MOMENTS, EDGE_WORDS } from './edge-values.ts';
import { BYTES, PROBE_ROWS, type ProbeColumn, ProbeTable } from './probe-table.ts';
import { withRandomValues } from './random-values.ts';

/** Columns that are about their edges alone. */
const RANDOMLESS: ReadonlySet<string> = new Set(['big', 'wide', 'e']);

const words = EDGE_WORDS;
const integers = EDGE_INTEGERS;
const dates = [...EDGE_DATES, '0044-03-15 (BC)', 'infinity', '-infinity'];
const instants = [...EDGE_MOMENTS, '0044-03-15 (BC) 01:02:03', 'infinity', '-infinity'];

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
  { name: 'd', type: { id: 'DECIMAL', width: 12, scale: 2 }, native: 'numeric(12,2)', values: EDGE_DECIMALS },
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

export const POSTGRES_PROBE = new ProbeTable(
  withRandomValues(COLUMNS, ({ name }) => RANDOMLESS.has(name)),
  'probe_rows',
  'public',
);

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
      return type.id === 'BLOB' ? bytesOf(value) : parameterText({ type, value });
    });
    await client.query(`INSERT INTO public.probe_rows VALUES (${places})`, params);
  }
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
