import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import type { Measurement } from '../../engine/execute/execution.ts';
import type { PlacedPlan } from '../../engine/plan/fragment.ts';
import { openFederation, type PlanningFederation } from '../fixtures/open-federation.ts';
import { startPostgres } from '../fixtures/postgres.ts';

const DATABASE = 'keys';
const ROWS = 3_000_000;
const RUNS = 3;
const FROM_SIZES = [1, 10, 100, 1000, 10_000, 100_000, 300_000, 1_000_000];
const RESULTS = path.join(import.meta.dirname, 'results');

/** What moved and how long it took: the fastest of some runs, for the machine's other work can only slow a run down. */
interface Moved {
  readonly rows: number;
  readonly bytes: number;
  readonly ms: number;
}

interface Figures {
  readonly from: number;
  readonly sent: string;
  readonly with: Moved;
  readonly without: Moved;
}

/**
 * A join of a small table of SQLite with a large one of PostgreSQL, with its keys sent and without, for small sides of
 * 1 to 1,000,000 rows. `--rows N` for another size of the large one, `--runs N` for another number of runs.
 */
export async function keysBench(args: readonly string[]): Promise<void> {
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
  await client.query(
    `CREATE TABLE big AS SELECT i AS id, i::bigint AS k, 'a text of some length ' || i AS label FROM generate_series(1, ${rows}) AS i`,
  );
  await client.query('CREATE INDEX ON big (k); ANALYZE big');
  await client.end();
  const folder = await mkdtemp(path.join(tmpdir(), 'atoll-keys-'));
  const lite = path.join(folder, 'lite.db');
  fillSqlite(lite, rows);
  const { host, port, user, password } = server;
  await using federation = await openFederation([
    { kind: 'postgres', name: 'pg', host, port, user, password, database: DATABASE },
    { kind: 'sqlite', name: 'lite', path: lite },
  ]);
  const figures: Figures[] = [];
  for (const from of FROM_SIZES) {
    const figure = await measure(federation, from, runs);
    figures.push(figure);
    print(figure);
  }
  await rm(folder, { recursive: true, force: true });
  await mkdir(RESULTS, { recursive: true });
  const machine = {
    cpus: cpus().length,
    load: loadavg(),
    node: process.version,
    at: new Date().toISOString(),
  };
  const report = { bench: 'keys', rows, runs, ...machine, figures };
  await writeFile(path.join(RESULTS, 'keys.json'), `${JSON.stringify(report, null, 2)}\n`);
}

async function measure(federation: PlanningFederation, from: number, runs: number): Promise<Figures> {
  const sql = `SELECT count(b.label) AS n FROM pg.big b JOIN lite.few_${from} f ON b.k = f.k`;
  const plan = await federation.plan(sql, 'full');
  const measured = { with: [] as Measurement[], without: [] as Measurement[] };
  // In turns, so that what else the machine does falls on both alike.
  for (let run = 0; run < runs; run += 1) {
    measured.without.push((await federation.execute(withoutKeys(plan))).measurement);
    measured.with.push((await federation.execute(plan)).measurement);
  }
  return {
    from,
    sent: sentOf(measured.with[0]),
    with: fastest(measured.with),
    without: fastest(measured.without),
  };
}

function withoutKeys(plan: PlacedPlan): PlacedPlan {
  const fragments = plan.fragments.map((fragment) =>
    fragment.keys === undefined ? fragment : { ...fragment, keys: { ...fragment.keys, sets: [] } },
  );
  return { ...plan, fragments };
}

/** Tables `few_<n>` of n keys spread evenly over those of the large table. */
function fillSqlite(file: string, rows: number): void {
  const sqlite = new DatabaseSync(file);
  for (const from of FROM_SIZES) {
    sqlite.exec(`CREATE TABLE few_${from} (k INTEGER PRIMARY KEY);
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${from})
      INSERT INTO few_${from} SELECT 1 + (i - 1) * ${Math.max(1, Math.floor(rows / from))} FROM n`);
  }
  sqlite.exec('ANALYZE');
  sqlite.close();
}

function fastest(measured: readonly Measurement[]): Moved {
  const [best] = measured.toSorted((a, b) => a.ms - b.ms);
  const fragments = Object.values(best?.fragments ?? {});
  return {
    rows: fragments.reduce((sum, one) => sum + one.rows, 0),
    bytes: fragments.reduce((sum, one) => sum + one.bytes, 0),
    ms: best?.ms ?? 0,
  };
}

function sentOf(measurement: Measurement | undefined): string {
  const sets = Object.values(measurement?.keys ?? {}).flatMap((one) => one.sets);
  return sets.map(({ keys, as }) => `${keys} as ${as}`).join(', ') || 'nothing';
}

function print(figure: Figures): void {
  const ratio = (of: keyof Moved): string => (figure.with[of] / Math.max(1, figure.without[of])).toFixed(3);
  const times = `${figure.without.ms.toFixed(0)} to ${figure.with.ms.toFixed(0)} ms (${ratio('ms')})`;
  console.log(
    `${String(figure.from).padStart(8)} keys, sent ${figure.sent.padEnd(18)} rows ${ratio('rows')}  bytes ${ratio('bytes')}  time ${times}`,
  );
}
