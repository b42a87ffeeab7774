import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import path from 'node:path';
import { PLACEMENTS, placesOf } from '../tpch/placements.ts';
import { tpchQueries, tpchText } from '../tpch/queries.ts';
import { openTpch } from '../tpch/world.ts';

const SCALE = 0.01;
const RUNS = 9;
const RESULTS = path.join(import.meta.dirname, 'results');

interface PlanningFigures {
  readonly query: string;
  readonly placement: string;
  /** Milliseconds: the median of some runs with catalogs and stubs warm. */
  readonly planMs: number;
  readonly fragments: number;
}

/** How long planning takes for each TPC-H query over each placement, catalogs warm; `planMs` is what a profile shows. */
export async function planningBench(): Promise<void> {
  const figures: PlanningFigures[] = [];
  {
    await using world = await openTpch(SCALE);
    for (const placement of PLACEMENTS) {
      for (const query of tpchQueries()) {
        const sql = tpchText(query, placesOf(placement), SCALE);
        const times: number[] = [];
        let fragments = 0;
        for (let run = 0; run < RUNS; run += 1) {
          const plan = await world.federation.plan(sql, 'full');
          times.push(plan.planMs);
          fragments = plan.fragments.length;
        }
        const planMs = times.toSorted((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0;
        figures.push({ query: query.name, placement: placement.name, planMs, fragments });
      }
    }
  }
  print(figures);
  await mkdir(RESULTS, { recursive: true });
  const report = { bench: 'planning', runs: RUNS, cpus: cpus().length, load: loadavg(), figures };
  await writeFile(path.join(RESULTS, 'planning.json'), `${JSON.stringify(report, null, 2)}\n`);
}

function print(figures: readonly PlanningFigures[]): void {
  const names = [...new Set(figures.map((figure) => figure.placement))];
  console.log(`planning, ms (median of ${RUNS}), catalogs warm; in brackets the fragments`);
  console.log(['query', ...names.map((name) => name.padStart(12))].join(' '));
  for (const [query, row] of Map.groupBy(figures, (figure) => figure.query)) {
    const cells = row.map((figure) => `${figure.planMs.toFixed(1)} (${figure.fragments})`.padStart(12));
    console.log([query.padEnd(5), ...cells].join(' '));
  }
  const all = figures.map((figure) => figure.planMs).toSorted((a, b) => a - b);
  console.log(`median ${all[Math.floor(all.length / 2)]?.toFixed(1)}, largest ${all.at(-1)?.toFixed(1)}`);
}
