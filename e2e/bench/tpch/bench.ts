import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Pushdown, PUSHDOWN_MODES } from '../../fixtures/federation.ts';
import { placementOf, placesOf, type Placement } from '../../tpch/placements.ts';
import { type TpchQuery, tpchQueries, tpchText } from '../../tpch/queries.ts';
import { TPCH_TABLES, type TpchTableName } from '../../tpch/schema.ts';
import { aimsOf } from './aims.ts';
import { AtollProcess } from './atoll-process.ts';
import { chartOf } from './chart.ts';
import type { QueryFigures } from './figures.ts';
import { openFloor } from './floor.ts';
import { openHub } from './hub.ts';
import { machineOf } from './machine.ts';
import { type Contestants, measureQuery, type QueryTexts } from './measure.ts';
import { aimLine, reportPage, type TpchReport } from './report.ts';
import { type BenchServers, openServers, stopServers } from './servers.ts';
import { setupOf, versionsOf } from './setup.ts';
import { printTable, tableOf } from './table.ts';
import { writeWorkspace } from './workspace.ts';

const RESULTS = path.join(import.meta.dirname, '..', 'results');
const PLAIN = Object.fromEntries(TPCH_TABLES.map(({ name }) => [name, name])) as Record<
  TpchTableName,
  string
>;

interface Options {
  readonly placement: Placement;
  readonly scale: number;
  readonly runs: number;
  readonly capMs: number;
  readonly peers: boolean;
  readonly queries: readonly TpchQuery[];
  readonly modes: readonly Pushdown[];
  /** Where servers are kept; null for servers that end with the run. */
  readonly servers: string | null;
  /** Only make and load the servers. */
  readonly loadOnly: boolean;
  /** Only stop the kept servers. */
  readonly stop: boolean;
  /** Where the results go. */
  readonly out: string;
}

const say = (text: string): void => console.error(text);

/**
 * The 22 queries of TPC-H over a placement, in each mode, beside one DuckDB that holds everything and, with `--peers`,
 * a PostgreSQL with foreign data wrappers. `--placement C --scale 1 --runs 3 --cap 60`; `--queries 1,5,9` and `--modes
 * full,scan` limit the run; `--servers DIR` makes the servers there, uses them again and leaves them running, with a
 * workspace over them in `DIR/workspace`; `--load-only` ends after that, `--stop` stops them; `--out DIR` for the results.
 */
export async function tpchBench(args: readonly string[]): Promise<void> {
  const options = optionsOf(args);
  if (options.stop) {
    if (options.servers !== null) await stopServers(options.servers);
    return;
  }
  const folder = options.servers ?? (await mkdtemp(path.join(tmpdir(), 'atoll-bench-')));
  const servers = await openServers(folder, options.placement, options.scale, say);
  try {
    await writeWorkspace(servers, options.placement, options.scale);
    if (!options.loadOnly) await run(options, servers);
  } finally {
    if (options.servers === null) {
      await servers.stop();
      await rm(folder, { recursive: true, force: true });
    }
  }
}

function optionsOf(args: readonly string[]): Options {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      placement: { ...text, default: 'C' },
      scale: { ...text, default: '1' },
      runs: { ...text, default: '3' },
      cap: { ...text, default: '60' },
      queries: text,
      modes: text,
      servers: text,
      out: { ...text, default: RESULTS },
      peers: flag,
      'load-only': flag,
      stop: flag,
    },
    allowPositionals: true,
  });
  const numbers = values.queries?.split(',').map((number) => `q${number.padStart(2, '0')}`);
  const modes = values.modes?.split(',');
  return {
    placement: placementOf(values.placement),
    scale: Number(values.scale),
    runs: Number(values.runs),
    capMs: Number(values.cap) * 1000,
    peers: values.peers,
    queries: tpchQueries().filter(({ name }) => numbers?.includes(name) ?? true),
    modes: PUSHDOWN_MODES.filter((mode) => modes?.includes(mode) ?? true),
    servers: values.servers === undefined ? null : path.resolve(values.servers),
    loadOnly: values['load-only'],
    stop: values.stop,
    out: values.out,
  };
}

async function run(options: Options, servers: BenchServers): Promise<void> {
  const { placement, scale, runs, capMs } = options;
  await using floor = await openFloor(servers.floor);
  const hub = options.peers ? await openHub(servers, placement, say) : null;
  await using stack = new AsyncDisposableStack();
  if (hub !== null) stack.defer(() => (options.servers === null ? hub.stop() : hub.close()));
  const machine = await machineOf(await versionsOf(servers, floor, hub));
  const atoll = new Map<Pushdown, AtollProcess>();
  for (const mode of options.modes) atoll.set(mode, stack.use(await AtollProcess.start(servers.sources)));
  const folder = await mkdtemp(path.join(tmpdir(), 'atoll-bench-results-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const queries = await measureAll({ floor, atoll, hub, folder, runs, capMs }, options);
  const report: TpchReport = {
    bench: 'tpch',
    placement: placement.name,
    scale,
    runs,
    capMs,
    at: new Date().toISOString(),
    commit: commitOf(),
    machine,
    setup: setupOf(placement, hub !== null),
    queries,
  };
  await write(report, options.out);
  console.log(printTable(tableOf(queries, capMs)));
  for (const aim of aimsOf(queries, capMs)) console.log(aimLine(aim));
}

async function measureAll(contestants: Contestants, options: Options): Promise<readonly QueryFigures[]> {
  const { placement, scale } = options;
  const measured: QueryFigures[] = [];
  for (const query of options.queries) {
    const texts: QueryTexts = {
      query,
      federated: tpchText(query, placesOf(placement), scale),
      plain: tpchText(query, PLAIN, scale),
    };
    const figures = await measureQuery(contestants, texts);
    measured.push(figures);
    const row = tableOf([figures], options.capMs);
    say(
      row
        .slice(0, 2)
        .map((cells) => cells.join('\t'))
        .join('\n'),
    );
  }
  return measured;
}

/** The commit of the checkout, with a plus where it has changes; null where git does not know. */
function commitOf(): string | null {
  const git = (...args: readonly string[]): string =>
    execFileSync('git', args, { cwd: import.meta.dirname, encoding: 'utf8', stdio: 'pipe' }).trim();
  try {
    const changed = git('status', '--porcelain', '--untracked-files=no') !== '';
    return git('rev-parse', '--short', 'HEAD') + (changed ? '+' : '');
  } catch {
    return null;
  }
}

async function write(report: TpchReport, out: string): Promise<void> {
  await mkdir(out, { recursive: true });
  const name = `tpch-${report.placement}`;
  const file = (extension: string): string => path.join(out, `${name}.${extension}`);
  await writeFile(file('json'), `${JSON.stringify(report, null, 2)}\n`);
  await writeFile(file('svg'), chartOf(report));
  await writeFile(file('md'), reportPage(report, `${name}.svg`));
}
