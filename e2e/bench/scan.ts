import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { postgresConnector } from '../../connectors/postgres/connector.ts';
import { connectWire } from '../../connectors/postgres/reach/login.ts';
import { Steps } from '../../engine/spi/network/steps.ts';
import { queryMessage } from '../../connectors/postgres/wire/messages.ts';
import type { Wire } from '../../connectors/postgres/wire/wire.ts';
import { Database } from '../../engine/duckdb/database.ts';
import { Stager } from '../../engine/execute/staging.ts';
import type { Fragment } from '../../engine/plan/fragment.ts';
import type { Source } from '../../engine/spi/connector.ts';
import { DEFAULT_LIMITS } from '../../engine/types/limits.ts';
import { startPostgres, type TestPostgres } from '../fixtures/postgres.ts';
import { ALL_COLUMNS, createLineitem, FOUR_COLUMNS, lineitemColumns } from './scan-table.ts';

const DATABASE = 'bench';
const ROWS = 3_000_000;
const RUNS = 3;
const RESULTS = path.join(import.meta.dirname, 'results');

/** Million rows per second, the best of some runs: the machine's other work can only slow a run down. */
interface ScanFigures {
  readonly columns: number;
  readonly wire: number;
  readonly serial: number;
  /** Two connections over page ranges in one snapshot. */
  readonly parallel: number;
}

/**
 * Rows per second of a PostgreSQL table staged into DuckDB, beside the wire alone: the same rows by `COPY … (FORMAT
 * binary)`, received and thrown away. `--rows N` for another size, `--runs N` for another number of runs.
 */
export async function scanBench(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { rows: { type: 'string' }, runs: { type: 'string' } },
    allowPositionals: true,
  });
  const rows = Number(values.rows ?? ROWS);
  const runs = Number(values.runs ?? RUNS);
  await using server = await startPostgres();
  await server.createDatabase(DATABASE);
  const client = await server.connect(DATABASE);
  await createLineitem(client, rows);
  await client.end();
  const figures = [
    await measure(server, rows, runs, ALL_COLUMNS),
    await measure(server, rows, runs, FOUR_COLUMNS),
  ];
  for (const figure of figures) print(figure);
  await mkdir(RESULTS, { recursive: true });
  const report = {
    bench: 'scan',
    rows,
    runs,
    cpus: cpus().length,
    load: loadavg(),
    node: process.version,
    at: new Date().toISOString(),
    figures,
  };
  await writeFile(path.join(RESULTS, 'scan.json'), `${JSON.stringify(report, null, 2)}\n`);
}

async function measure(
  server: TestPostgres,
  rows: number,
  runs: number,
  names: readonly string[],
): Promise<ScanFigures> {
  const fastest = {
    wire: Number.POSITIVE_INFINITY,
    serial: Number.POSITIVE_INFINITY,
    parallel: Number.POSITIVE_INFINITY,
  };
  const timed = async (way: keyof typeof fastest, work: () => Promise<void>): Promise<void> => {
    const began = performance.now();
    await work();
    fastest[way] = Math.min(fastest[way], performance.now() - began);
  };
  // In turns, so that what else the machine does falls on all ways alike.
  for (let run = 0; run < runs; run += 1) {
    await timed('wire', async () => await readWire(server, names));
    await timed('serial', async () => await stage(server, rows, names, 1));
    await timed('parallel', async () => await stage(server, rows, names, 2));
  }
  const rate = (ms: number): number => rows / ms / 1000;
  return {
    columns: names.length,
    wire: rate(fastest.wire),
    serial: rate(fastest.serial),
    parallel: rate(fastest.parallel),
  };
}

function print({ columns, wire, serial, parallel }: ScanFigures): void {
  const line = (name: string, rate: number): void =>
    console.log(
      `${String(columns).padStart(2)} columns  ${name.padEnd(26)} ${rate.toFixed(3)} M rows/s  ${(rate / wire).toFixed(2)} of the wire`,
    );
  line('wire alone (COPY binary)', wire);
  line('staged, one connection', serial);
  line('staged, parallel ranges', parallel);
}

async function readWire(server: TestPostgres, names: readonly string[]): Promise<void> {
  const { host, port, user } = server;
  const signal = new AbortController().signal;
  const plain = { sslmode: 'disable', rootCertificates: null, applicationName: 'atoll bench' } as const;
  const password = (): Promise<string> => Promise.resolve(server.password);
  const address = { source: DATABASE, host, port, user, database: DATABASE, password, ...plain };
  const wire = await connectWire(address, new Steps(DATABASE, 10_000, signal));
  wire.send(queryMessage(`COPY (SELECT ${names.join(', ')} FROM lineitem) TO STDOUT (FORMAT binary)`));
  await throwAway(wire);
  wire.end();
}

/** Receives to the end of the answer, which is ReadyForQuery: Z, length 5, I. */
async function throwAway(wire: Wire): Promise<void> {
  const ready = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);
  for (;;) {
    const chunk = wire.inbox.take();
    if (chunk === null) await wire.inbox.wait();
    else if (chunk.subarray(-ready.length).equals(ready)) return;
  }
}

function openSource(server: TestPostgres, connections: number): Source {
  const { host, port, user } = server;
  return postgresConnector.open(
    { host, port, user, database: DATABASE },
    {
      name: DATABASE,
      workspaceDir: import.meta.dirname,
      limits: { ...DEFAULT_LIMITS, connections },
      secret: () => Promise.resolve(server.password),
      local: () => Promise.reject(new Error('There is no local engine here.')),
      onProgress: () => undefined,
    },
  );
}

async function stage(
  server: TestPostgres,
  rows: number,
  names: readonly string[],
  connections: number,
): Promise<void> {
  const signal = new AbortController().signal;
  const columns = lineitemColumns(names);
  const sql = `SELECT ${names.join(', ')} FROM lineitem`;
  const table = { schema: 'public', name: 'lineitem' };
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
    partition: { table, sql: `${sql} WHERE ctid >= $1 AND ctid < $2` },
  };
  const source = openSource(server, connections);
  const database = await Database.open();
  try {
    const session = await source.begin(signal);
    const stager = await Stager.create(
      database.connection,
      { catalog: 'memory', schema: 'main', name: 'f1' },
      columns,
    );
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
