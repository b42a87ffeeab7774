import { mysqlLiteral } from '../../connectors/mysql/sql/literals.ts';
import { quote } from '../../connectors/mysql/sql/names.ts';
import type { Wire } from '../../connectors/mysql/wire/wire.ts';
import type { Collation } from '../../engine/types/catalog.ts';
import { render } from '../../engine/spi/sql/sql-text.ts';
import { hexOf } from './blob-text.ts';
import type { RunAtSource } from './dialect-pair.ts';
import { EDGE_DATES, EDGE_DECIMALS, EDGE_INTEGERS, EDGE_MOMENTS, EDGE_WORDS } from './edge-values.ts';
import { PROBE_ROWS, type ProbeColumn, ProbeTable } from './probe-table.ts';
import { withRandomValues } from './random-values.ts';

/** Columns that are about their edges alone. */
const RANDOMLESS: ReadonlySet<string> = new Set([
  'i8',
  'u8',
  'wide',
  'z',
  'day',
  'due',
  'at',
  'tz',
  'f',
  'latin',
]);

const words = [...EDGE_WORDS, 'strasse', 'a\u0002'];
const integers = EDGE_INTEGERS;
const dates = EDGE_DATES;
const instants = [...EDGE_MOMENTS, '0001-01-01 00:00:00'];

const ignoring = (name: string): Collation => ({
  name,
  equalityIsBytes: false,
  orderIsBytes: false,
  padded: false,
});

const text = (name: string, values: readonly (string | null)[], collation: string): ProbeColumn => ({
  name,
  type: { id: 'VARCHAR' },
  native: 'varchar(200)',
  values,
  collation: ignoring(collation),
});

const NOPAD: Collation = {
  name: 'utf8mb4_nopad_bin',
  equalityIsBytes: true,
  orderIsBytes: true,
  padded: false,
};

const COLUMNS: readonly ProbeColumn[] = [
  { name: 'i2', type: { id: 'SMALLINT' }, native: 'smallint(6)', values: integers },
  { name: 'a', type: { id: 'INTEGER' }, native: 'int(11)', values: integers },
  { name: 'b', type: { id: 'INTEGER' }, native: 'int(11)', values: [...integers].reverse() },
  {
    name: 'i8',
    type: { id: 'BIGINT' },
    native: 'bigint(20)',
    values: ['9007199254740993', '-9007199254740993', '0', '5', null, '123456789012'],
  },
  {
    name: 'u8',
    type: { id: 'UBIGINT' },
    native: 'bigint(20) unsigned',
    values: ['18446744073709551615', '0', null, '9223372036854775808'],
  },
  {
    name: 'd',
    type: { id: 'DECIMAL', width: 12, scale: 2 },
    native: 'decimal(12,2)',
    values: EDGE_DECIMALS,
  },
  {
    name: 'e',
    type: { id: 'DECIMAL', width: 9, scale: 4 },
    native: 'decimal(9,4)',
    values: ['0.0001', '1.5000', '-2.5000', null, '99999.9999', '0.5000', '-0.5000'],
  },
  {
    name: 'wide',
    type: { id: 'DECIMAL', width: 18, scale: 2 },
    native: 'decimal(18,2)',
    values: ['9999999999999999.99', '0.01', '-1.00', null],
  },
  {
    name: 'f',
    type: { id: 'DOUBLE' },
    native: 'double',
    values: ['0', '1.5', null, '1e300', '0.1', '5e-324', '-2.25'],
  },
  text('s', words, 'utf8mb4_general_ci'),
  text('t', [...words].reverse(), 'utf8mb4_general_ci'),
  text('x', words, 'utf8mb4_unicode_ci'),
  text('p', words, 'utf8mb4_bin'),
  { name: 'n', type: { id: 'VARCHAR' }, native: 'varchar(200)', values: words, collation: NOPAD },
  text('latin', ['é', 'É', 'e', 'E', null, 'straße', 'a ', 'a', ''], 'latin1_swedish_ci'),
  {
    name: 'c',
    type: { id: 'VARCHAR' },
    native: 'char(20)',
    values: ['a', 'A', 'b', null, ''],
    collation: { ...ignoring('utf8mb4_general_ci'), padded: true },
  },
  {
    name: 'z',
    type: { id: 'VARCHAR' },
    native: "enum('small','Large','')",
    values: ['small', 'Large', null],
    collation: ignoring('utf8mb4_general_ci'),
  },
  { name: 'o', type: { id: 'BOOLEAN' }, native: 'bit(1)', values: ['true', 'false', null] },
  { name: 'day', type: { id: 'DATE' }, native: 'date', values: dates, typeEnforced: false },
  { name: 'due', type: { id: 'DATE' }, native: 'date', values: [...dates].reverse(), typeEnforced: false },
  { name: 'at', type: { id: 'TIMESTAMP' }, native: 'datetime(6)', values: instants, typeEnforced: false },
  {
    name: 'y',
    type: { id: 'BLOB' },
    native: 'varbinary(20)',
    values: ['\\x00', '\\xFF\\x01', 'A', '', null],
  },
];

const EDGES_ALONE = ({ name, native }: ProbeColumn): boolean =>
  RANDOMLESS.has(name) || /^(enum|char)/.test(native);

/** The probe's table in a database of a server. */
export function mysqlProbe(database: string): ProbeTable {
  return new ProbeTable(withRandomValues(COLUMNS, EDGES_ALONE), 'probe_rows', database);
}

/** Creates the probe's table on a connection of its database. */
export async function fillMysql(wire: Wire, probe: ProbeTable): Promise<void> {
  const columns = probe.columns.map(({ name, native, collation }) => {
    const compared = collation
      ? ` CHARACTER SET ${collation.name.split('_')[0]} COLLATE ${collation.name}`
      : '';
    return `${quote(name)} ${native}${compared} NULL`;
  });
  await wire.command(`CREATE TABLE probe_rows (${columns.join(', ')})`);
  const rows = probe.rows(PROBE_ROWS).map((row) => {
    const values = row.map((value, at) => {
      const type = probe.columns[at]?.type ?? { id: 'VARCHAR' };
      const literal = mysqlLiteral({ type, value: type.id === 'BLOB' ? hexOf(value) : value });
      return render(literal, { quote, placeholder: () => '?' }).sql;
    });
    return `(${values.join(', ')})`;
  });
  await wire.command(`INSERT INTO probe_rows VALUES ${rows.join(', ')}`);
}

/** Runs printed SQL in a session set as the connector sets it, values as the server's text; a bit is its own byte. */
export function runAtMysql(wire: Wire): RunAtSource {
  return async ({ sql }) => (await wire.command(sql)).map((row) => row.map(asDuckdbHasIt));
}

const MOMENT = /^(\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2})(\.\d*?)0*$/;

/** DuckDB shows no zeros at the end of a second. */
function asDuckdbHasIt(value: string | null): string | null {
  if (value === '\0') return '0';
  if (value === '\u0001') return '1';
  return (
    value?.replace(MOMENT, (_, whole: string, part: string) => (part === '.' ? whole : whole + part)) ?? null
  );
}
