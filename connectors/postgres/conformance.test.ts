import type { Client } from 'pg';
import { startPostgres } from '../../e2e/fixtures/postgres.ts';
import type { DataType } from '../../engine/types/data-type.ts';
import { typeToSql } from '../../engine/types/data-type.ts';
import type { LiteralValue } from '../../engine/types/literal.ts';
import { quoteName } from '../conformance/bench.ts';
import type { ConformanceFixture, StandardTable } from '../conformance/fixture.ts';
import { downSettings, wrongSettings } from '../conformance/server-settings.ts';
import { conformance } from '../conformance/suite.ts';
import { postgresConnector } from './connector.ts';

const DATABASE = 'conformance';

/** PostgreSQL's name of a DuckDB type, where the two differ. */
const NATIVE: Readonly<Record<string, string>> = {
  FLOAT: 'real',
  DOUBLE: 'double precision',
  BLOB: 'bytea',
  VARCHAR: 'text',
};

function nativeType(type: DataType): string {
  if (type.id === 'LIST') return `${nativeType(type.child)}[]`;
  if (type.id === 'VARCHAR' && type.alias !== undefined) return type.alias;
  return NATIVE[type.id] ?? typeToSql(type);
}

/** Text without NUL characters is all that PostgreSQL refuses to keep. */
function holds(_: DataType, value?: LiteralValue): boolean {
  return typeof value !== 'string' || !value.includes('\0');
}

function parameter(value: LiteralValue, type: DataType | undefined): string | null {
  if (value === null) return null;
  if (typeof value !== 'string')
    return `{${value.map((part) => (part === null ? 'NULL' : String(part))).join(',')}}`;
  return type?.id === 'BLOB' ? `\\x${value}` : value;
}

async function insert(client: Client, table: StandardTable, rows: StandardTable['rows']): Promise<void> {
  const name = quoteName(table.name);
  const types = table.columns.map((column) => nativeType(column.type));
  // One array a column: a row's worth of parameters would soon pass the protocol's 65,535.
  const size = Math.max(1, Math.floor(60_000 / table.columns.length));
  for (let from = 0; from < rows.length; from += size) {
    const part = rows.slice(from, from + size);
    const marks = part.map(
      (_, row) => `(${types.map((type, at) => `$${row * types.length + at + 1}::${type}`).join(', ')})`,
    );
    const values = part.flatMap((row) => row.map((value, at) => parameter(value, table.columns[at]?.type)));
    await client.query(`INSERT INTO ${name} VALUES ${marks.join(', ')}`, values);
  }
}

async function create(client: Client, table: StandardTable): Promise<void> {
  const columns = table.columns.map((column) => `${quoteName(column.name)} ${nativeType(column.type)}`);
  await client.query(`CREATE TABLE ${quoteName(table.name)} (${columns.join(', ')})`);
  await insert(client, table, table.rows);
}

async function prepare(): Promise<ConformanceFixture> {
  const server = await startPostgres();
  await server.createDatabase(DATABASE);
  const client = await server.connect(DATABASE);
  const reached = { host: server.host, port: server.port, user: server.user, database: DATABASE };
  return {
    connector: postgresConnector,
    config: reached,
    secret: server.password,
    workspaceDir: server.exchange,
    schema: 'public',
    urls: [
      {
        url: 'postgres://app@db.example:6000/shop?sslmode=require',
        config: { host: 'db.example', port: 6000, user: 'app', database: 'shop', sslmode: 'require' },
      },
    ],
    wrong: wrongSettings(reached),
    down: downSettings(reached),
    holds,
    create: (table) => create(client, table),
    insert: async (table, row) => {
      await insert(client, table, [row]);
      return true;
    },
    replace: async (table) => {
      await client.query(`DROP TABLE ${quoteName(table.name)}`);
      await create(client, table);
    },
    erase: (_, from) => `DELETE FROM ${from} RETURNING 1`,
    remove: async () => {
      await client.end();
      await server.stop();
    },
  };
}

conformance(postgresConnector, prepare);
