import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { mysqlConnector } from '../../connectors/mysql/connector.ts';
import type { Wire } from '../../connectors/mysql/wire/wire.ts';
import { Database } from '../../engine/duckdb/database.ts';
import { Stager } from '../../engine/execute/staging.ts';
import type { Fragment } from '../../engine/plan/fragment.ts';
import { DEFAULT_LIMITS } from '../../engine/types/limits.ts';
import { startMariadb, type TestMariadb } from '../fixtures/mariadb.ts';
import { ALL_COLUMNS, FOUR_COLUMNS, lineitemColumns } from './scan-table.ts';

const DATABASE = 'bench';
const ROWS = 1_000_000;
const RUNS = 3;
const RESULTS = path.join(import.meta.dirname, 'results');

/** Million rows per second, the best of some runs: the machine's other work can only slow a run down. */
interface ScanFigures {
  readonly columns: number;
  /** The command-line client, its output thrown away. */
  readonly client: number;
  /** Received here and thrown away. */
  readonly wire: number;
  readonly staged: number;
}

/**
 * Rows per second of a MariaDB table staged into DuckDB, beside the server's own command-line client that throws them
 * away. `--rows N` for another size, `--runs N` for another number of runs.
 */
export async function mysqlScanBench(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { rows: { type: 'string' }, runs: { type: 'string' } },
    allowPositionals: true,
  });
  const rows = Number(values.rows ?? ROWS);
  const runs = Number(values.runs ?? RUNS);
  await using server = await startMariadb(['--innodb-buffer-pool-size=1G']);
  await server.createDatabase(DATABASE);
  const wire = await server.connect(DATABASE);
  await createLineitem(wire, rows);
  wire.end();
  const figures: ScanFigures[] = [];
  for (const names of [ALL_COLUMNS, FOUR_COLUMNS]) figures.push(await measure(server, rows, runs, names));
  for (const figure of figures) print(figure);
  await mkdir(RESULTS, { recursive: true });
  const machine = { cpus: cpus().length, load: loadavg(), node: process.version };
  const report = { bench: 'mysql-scan', rows, runs, ...machine, at: new Date().toISOString(), figures };
  await writeFile(path.join(RESULTS, 'mysql-scan.json'), `${JSON.stringify(report, null, 2)}\n`);
}

async function measure(
  server: TestMariadb,
  rows: number,
  runs: number,
  names: readonly string[],
): Promise<ScanFigures> {
  const fastest = { client: Infinity, wire: Infinity, staged: Infinity };
  const timed = async (way: keyof typeof fastest, work: () => Promise<void>): Promise<void> => {
    const began = performance.now();
    await work();
    fastest[way] = Math.min(fastest[way], performance.now() - began);
  };
  const sql = `SELECT ${names.join(', ')} FROM lineitem`;
  // In turns, so that what else the machine does falls on all ways alike.
  for (let run = 0; run < runs; run += 1) {
    await timed('client', async () => await readByClient(server, sql));
    await timed('wire', async () => await readWire(server, sql));
    await timed('staged', async () => await stage(server, rows, names, sql));
  }
  const rate = (ms: number): number => rows / ms / 1000;
  const { client, wire, staged } = fastest;
  return { columns: names.length, client: rate(client), wire: rate(wire), staged: rate(staged) };
}

function print({ columns, client, wire, staged }: ScanFigures): void {
  const line = (name: string, rate: number): void =>
    console.log(
      `${String(columns).padStart(2)} columns  ${name.padEnd(26)} ${rate.toFixed(3)} M rows/s  ${(rate / client).toFixed(2)} of the client`,
    );
  line('command-line client', client);
  line('wire alone', wire);
  line('staged', staged);
}

async function readByClient(server: TestMariadb, sql: string): Promise<void> {
  const { host, port, user, password } = server;
  const args = ['--no-defaults', '-h', host, '-P', String(port), '-u', user, '--quick', '--batch', '-e', sql];
  const ended = Promise.withResolvers<void>();
  const env = { ...process.env, MYSQL_PWD: password };
  spawn('mariadb', [...args, DATABASE], { env, stdio: 'ignore' })
    .once('error', ended.reject)
    .once('exit', (code) =>
      code === 0 ? ended.resolve() : ended.reject(new Error(`The client ended with ${String(code)}.`)),
    );
  await ended.promise;
}

async function readWire(server: TestMariadb, sql: string): Promise<void> {
  const wire = await server.connect(DATABASE);
  wire.query(sql);
  await wire.drain();
  wire.end();
}

async function stage(
  server: TestMariadb,
  rows: number,
  names: readonly string[],
  sql: string,
): Promise<void> {
  const signal = new AbortController().signal;
  const columns = lineitemColumns(names);
  const table = { schema: DATABASE, name: 'lineitem' };
  const fragment: Fragment = {
    id: 'f1',
    source: DATABASE,
    sql,
    params: [],
    columns,
    covers: [],
    tables: [],
    plan: { kind: 'scan', id: 'n1', source: DATABASE, table, fields: [], columns },
    estimated: { rows, bytes: null },
    partition: null,
  };
  const { host, port, user, password } = server;
  const source = mysqlConnector.open(
    { host, port, user, database: DATABASE, sslmode: 'disable' },
    {
      name: DATABASE,
      workspaceDir: import.meta.dirname,
      limits: DEFAULT_LIMITS,
      secret: () => Promise.resolve(password),
      local: () => Promise.reject(new Error('There is no local engine here.')),
      onProgress: () => undefined,
    },
  );
  const database = await Database.open();
  try {
    const session = await source.begin(signal);
    const place = { catalog: 'memory', schema: 'main', name: 'f1' };
    const stager = await Stager.create(database.connection, place, columns);
    if (session.read === undefined) throw new Error('The session does not stream.');
    for await (const batch of session.read(fragment, signal)) await stager.append(batch);
    const staged = await stager.finish();
    if (staged !== rows) throw new Error(`${staged} rows were staged of ${rows}.`);
    await session.close();
  } finally {
    await source.close();
    database.close();
  }
}

/** Makes and fills the table on the server itself; each value is a function of the row's number. */
async function createLineitem(wire: Wire, rows: number): Promise<void> {
  await wire.command(`CREATE TABLE lineitem (
    l_orderkey bigint NOT NULL, l_partkey int NOT NULL, l_suppkey int NOT NULL, l_linenumber int NOT NULL,
    l_quantity decimal(15,2) NOT NULL, l_extendedprice decimal(15,2) NOT NULL, l_discount decimal(15,2) NOT NULL,
    l_tax decimal(15,2) NOT NULL, l_returnflag char(1) NOT NULL, l_linestatus char(1) NOT NULL,
    l_shipdate date NOT NULL, l_commitdate date NOT NULL, l_receiptdate date NOT NULL,
    l_shipinstruct char(25) NOT NULL, l_shipmode char(10) NOT NULL, l_comment varchar(44) NOT NULL)`);
  await wire.command(`INSERT INTO lineitem
    SELECT i DIV 4 * 8 + i % 4, 1 + i * 7919 % 200000, 1 + i * 104729 % 10000, 1 + i % 7,
      1 + i % 50, (90000 + i * 15485863 % 10404950) / 100.0, i % 11 / 100.0, i % 9 / 100.0,
      ELT(1 + i % 3, 'R', 'A', 'N'), ELT(1 + i % 2, 'O', 'F'),
      date '1992-01-02' + INTERVAL (i * 31 % 2526) DAY, date '1992-01-31' + INTERVAL (i * 37 % 2466) DAY,
      date '1992-01-03' + INTERVAL (i * 41 % 2555) DAY,
      ELT(1 + i % 4, 'DELIVER IN PERSON', 'COLLECT COD', 'NONE', 'TAKE BACK RETURN'),
      ELT(1 + i % 7, 'REG AIR', 'AIR', 'RAIL', 'SHIP', 'TRUCK', 'MAIL', 'FOB'),
      substr('carefully regular deposits haggle blithely across the slyly final accounts; furiously even requests nag', 1 + i * 13 % 60, 10 + i % 34)
    FROM (SELECT seq - 1 AS i FROM seq_1_to_${rows}) AS numbers`);
}
