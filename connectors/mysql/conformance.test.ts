import { NO_MARIADB, startMariadb } from '../../e2e/fixtures/mariadb.ts';
import type { DataType } from '../../engine/types/data-type.ts';
import { typeToSql } from '../../engine/types/data-type.ts';
import type { LiteralValue } from '../../engine/types/literal.ts';
import type { ConformanceFixture, StandardTable } from '../conformance/fixture.ts';
import { downSettings, wrongSettings } from '../conformance/server-settings.ts';
import { conformance } from '../conformance/suite.ts';
import { mysqlConnector } from './connector.ts';
import { quote } from './sql/names.ts';
import type { Wire } from './wire/wire.ts';

const DATABASE = 'conformance';

/** MariaDB's name of a DuckDB type, where the two differ. */
const NATIVE: Readonly<Record<string, string>> = {
  BOOLEAN: 'bit(1)',
  VARCHAR: 'longtext',
  BLOB: 'longblob',
  TIME: 'time(6)',
  TIMESTAMP: 'datetime(6)',
  'TIMESTAMP WITH TIME ZONE': 'timestamp(6)',
};

function nativeType(type: DataType): string {
  if (type.id === 'VARCHAR' && type.alias !== undefined) return type.alias;
  return NATIVE[type.id] ?? typeToSql(type);
}

/** No lists and no INTERVAL columns; no NaN, infinities and negative zero; the largest FLOAT only in other digits; instants after 1970's first second. */
function holds(type: DataType, value?: LiteralValue): boolean {
  if (type.id === 'LIST' || type.id === 'INTERVAL') return false;
  if (typeof value !== 'string') return true;
  if (type.id === 'FLOAT' && value === '3.4028235e38') return false;
  if (value === '-0.0') return false;
  if (type.id === 'TIMESTAMP WITH TIME ZONE') return value > '1970-01-01 00:00:00+00';
  return !/^(NaN|-?Infinity)$/.test(value);
}

/** The server's own names are of the basic plane of Unicode. */
function holdsName(name: string): boolean {
  return !/[\u{10000}-\u{10ffff}]/u.test(name);
}

function literal(value: LiteralValue, type: DataType | undefined): string {
  if (typeof value !== 'string') return 'NULL';
  if (type?.id === 'BLOB') return `X'${value}'`;
  if (type?.id === 'BOOLEAN') return value;
  if (type?.id === 'VARCHAR') return `_utf8mb4 X'${Buffer.from(value, 'utf8').toString('hex')}'`;
  return `'${value.replace(/\+00$/, '')}'`;
}

async function insert(wire: Wire, table: StandardTable, rows: StandardTable['rows']): Promise<void> {
  for (let from = 0; from < rows.length; from += 2000) {
    const values = rows
      .slice(from, from + 2000)
      .map((row) => `(${row.map((value, at) => literal(value, table.columns[at]?.type)).join(', ')})`);
    await wire.command(`INSERT INTO ${quote(table.name)} VALUES ${values.join(', ')}`);
  }
}

async function create(wire: Wire, table: StandardTable): Promise<void> {
  const columns = table.columns.map((column) => `${quote(column.name)} ${nativeType(column.type)} NULL`);
  await wire.command(`CREATE TABLE ${quote(table.name)} (${columns.join(', ')})`);
  await insert(wire, table, table.rows);
}

async function prepare(): Promise<ConformanceFixture> {
  const server = await startMariadb();
  await server.createDatabase(DATABASE);
  const wire = await server.connect(DATABASE);
  const reached = { host: server.host, port: server.port, user: server.user, database: DATABASE };
  return {
    connector: mysqlConnector,
    config: reached,
    secret: server.password,
    workspaceDir: server.exchange,
    schema: DATABASE,
    urls: [
      {
        url: 'mysql://app@db.example:6000/shop?ssl-mode=REQUIRED',
        config: { host: 'db.example', port: 6000, user: 'app', database: 'shop', sslmode: 'require' },
      },
      { url: 'mariadb://app@db.example/shop', config: { host: 'db.example', user: 'app', database: 'shop' } },
    ],
    wrong: wrongSettings(reached),
    down: downSettings(reached),
    holds,
    holdsName,
    create: (table) => create(wire, table),
    insert: async (table, row) => {
      await insert(wire, table, [row]);
      return true;
    },
    replace: async (table) => {
      await wire.command(`DROP TABLE ${quote(table.name)}`);
      await create(wire, table);
    },
    erase: (_, from) => `DELETE FROM ${from} RETURNING 1`,
    remove: async () => {
      wire.end();
      await server.stop();
    },
  };
}

conformance(mysqlConnector, prepare, NO_MARIADB);
