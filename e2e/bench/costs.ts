import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Clock } from './costs/clock.ts';
import { duckdbPlace } from './costs/duckdb-place.ts';
import { FACT_COLUMNS } from './costs/facts.ts';
import { figuresOf, type MeasuredCosts } from './costs/figures.ts';
import { mariadbPlace } from './costs/mariadb-place.ts';
import type { Place } from './costs/place.ts';
import { postgresPlace } from './costs/postgres-place.ts';
import { sqlitePlace } from './costs/sqlite-place.ts';
import { STATEMENT_NAMES, type StatementName, statementOf } from './costs/statements.ts';
import { timeBy, type Timing, timings } from './costs/stopwatch.ts';
import { machineOf } from './tpch/machine.ts';
import { printTable } from './tpch/table.ts';

const ROWS = 1_000_000;
const RUNS = 3;
const PINGS = 30;
/** Types differ in what a column takes, so all are read, two at a time. */
const PAIRS = [0, 2, 4, 6].map((at) => FACT_COLUMNS.slice(at, at + 2));
const RESULTS = path.join(import.meta.dirname, 'results');

const PLACES: Readonly<Record<string, (rows: number) => Promise<Place>>> = {
  postgres: postgresPlace,
  mariadb: mariadbPlace,
  sqlite: sqlitePlace,
  duckdb: duckdbPlace,
};

interface PlaceFigures {
  readonly name: string;
  readonly profile: Place['profile'];
  readonly pingMs: number;
  readonly statements: Readonly<Record<StatementName, Timing>>;
  readonly reads: Readonly<Record<string, Timing>>;
}

/**
 * Every figure of each kind's `CostProfile`, measured at the real thing with default settings, beside the one in the
 * code. `--rows N`, `--runs N`, `--places postgres,mariadb,sqlite,duckdb`; `--clock cpu` on a busy machine (Linux): times
 * are then the work of whoever worked longest.
 */
export async function costsBench(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rows: { type: 'string' },
      runs: { type: 'string' },
      places: { type: 'string' },
      clock: { type: 'string' },
    },
    allowPositionals: true,
  });
  const rows = Number(values.rows ?? ROWS);
  const runs = Number(values.runs ?? RUNS);
  const clock: Clock = values.clock === 'cpu' ? 'cpu' : 'wall';
  const names = values.places?.split(',') ?? Object.keys(PLACES);
  const machine = await machineOf({});
  const measured = [];
  for (const name of names) {
    const open = PLACES[name];
    if (open === undefined) throw new Error(`There is no place ${name}: ${Object.keys(PLACES).join(', ')}.`);
    await using place = await open(rows);
    const figures = await measure(place, rows, runs);
    const costs = { wall: costsBy('wall', figures, rows), cpu: costsBy('cpu', figures, rows) };
    console.log(`\n${figures.name}\n${printTable(tableOf(place, costs[clock]))}`);
    measured.push({ ...figures, costs });
  }
  await mkdir(RESULTS, { recursive: true });
  const report = { bench: 'costs', rows, runs, clock, machine, at: new Date().toISOString(), measured };
  await writeFile(path.join(RESULTS, 'costs.json'), `${JSON.stringify(report, null, 2)}\n`);
}

async function measure(place: Place, rows: number, runs: number): Promise<PlaceFigures> {
  const statements = {} as Record<StatementName, { cores: number; run: () => Promise<unknown> }>;
  for (const name of STATEMENT_NAMES) {
    const sql = statementOf(name, rows, place.sortBy);
    statements[name] = { cores: await place.coresOf(sql), run: () => place.run(sql) };
  }
  const cores = place.readingCores;
  const reads: Record<string, { cores: number; run: () => Promise<void> }> = {
    eight: { cores, run: () => place.read(FACT_COLUMNS, false) },
  };
  for (const [at, pair] of PAIRS.entries())
    reads[`pair ${at + 1}`] = { cores, run: () => place.read(pair, false) };
  if (place.parallel) reads['ranges'] = { cores: 2, run: () => place.read(FACT_COLUMNS, true) };
  return {
    name: place.name,
    profile: place.profile,
    pingMs: await place.pingMs(PINGS),
    statements: await timings(place, statements, runs),
    reads: await timings(place, reads, runs),
  };
}

function costsBy(clock: Clock, { statements, reads, pingMs }: PlaceFigures, rows: number): MeasuredCosts {
  const by = Object.fromEntries(
    STATEMENT_NAMES.map((name) => [name, timeBy(clock, statements[name])]),
  ) as Record<StatementName, number>;
  const read = (name: string): number => {
    const timing = reads[name];
    return timing === undefined ? Number.NaN : timeBy(clock, timing);
  };
  const two = PAIRS.reduce((sum, _, at) => sum + read(`pair ${at + 1}`), 0) / PAIRS.length;
  const ranges = reads['ranges'] === undefined ? null : read('ranges');
  return figuresOf({ statements: by, pingMs, two, eight: read('eight'), ranges }, rows);
}

function tableOf({ profile }: Place, measured: MeasuredCosts): readonly (readonly string[])[] {
  const inCode = new Map<string, unknown>(Object.entries(profile));
  const lines = Object.entries(measured).map(([name, value]) => {
    const code = inCode.get(name);
    const isNumber = typeof code === 'number';
    return [
      name,
      isNumber ? String(code) : '',
      value.toPrecision(2),
      isNumber && code > 0 ? (value / code).toFixed(2) : '',
    ];
  });
  return [['', 'in the code', 'measured', 'ratio'], ...lines];
}
