import { type Aim, aimsOf } from './aims.ts';
import type { QueryFigures } from './figures.ts';
import type { Machine } from './machine.ts';
import { tableOf, wrongOf } from './table.ts';

/** One run of the bench, as its JSON file keeps it. */
export interface TpchReport {
  readonly bench: 'tpch';
  readonly placement: string;
  readonly scale: number;
  readonly runs: number;
  /** Milliseconds after which a query is given up. */
  readonly capMs: number;
  readonly at: string;
  /** The commit that was measured, where the checkout tells. */
  readonly commit: string | null;
  readonly machine: Machine;
  /** How servers and peers were set up, a line each. */
  readonly setup: readonly string[];
  readonly queries: readonly QueryFigures[];
}

/** The report as a page: what was measured on what, the table, the aims and what misses them. */
export function reportPage(report: TpchReport, chart: string): string {
  const { placement, scale, runs, capMs, machine, queries } = report;
  const [head = [], ...rows] = tableOf(queries, capMs);
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const wrong = queries.flatMap(wrongOf);
  return `${[
    `# TPC-H over placement ${placement}, scale ${scale}`,
    `Measured ${report.at.slice(0, 10)}${report.commit === null ? '' : ` at commit ${report.commit}`} by \`npm run bench -- tpch --scale ${scale} --placement ${placement}\`: the median of ${runs} runs after a warm one, all in turns, each query with a cap of ${capMs / 1000} s; a run above 20 s was not repeated, and \`none\` ran once. Every answer was held against the floor's.`,
    `![Time of each query](${chart})`,
    [head, head.map((_, at) => (at === 0 ? '---' : '---:')), ...rows].map(line).join('\n'),
    '`full` is what Atoll does; `scan` sends projections and simple filters alone, `none` projections alone. `hub` is PostgreSQL with foreign data wrappers, `floor` one DuckDB that holds everything. kB and rows are what came from the sources; keys sent to them are not in it. A peak is that of the process that runs Atoll and nothing else, in mode `full`, its DuckDB without a limit below its default.',
    '## Aims',
    aimsOf(queries, capMs).map(aimLine).join('\n'),
    ...(wrong.length === 0
      ? []
      : ['## Wrong, missing or unplanned', ...wrong.map((one) => `- ${one.replaceAll('\n', '\n  ')}`)]),
    '## Set-up',
    [
      `- ${machine.cpu}, ${machine.cores} cores, ${(machine.memoryBytes / 1e9).toFixed(0)} GB; ${machine.system}; load before the run ${machine.load.map((one) => one.toFixed(2)).join(', ')}`,
      `- ${Object.entries(machine.versions)
        .map(([name, version]) => `${name} ${version}`)
        .join(', ')}, Node ${machine.node.slice(1)}`,
      ...report.setup.map((text) => `- ${text}`),
    ].join('\n'),
  ].join('\n\n')}\n`;
}

/** One aim as a line of a list. */
export function aimLine({ what, aim, got, met, missedBy }: Aim): string {
  if (got === null || met === null) return `- ${what}: ${aim}; not measured.`;
  const by = missedBy.map(({ query, value }) => `${query} ${value.toFixed(2)}`).join(', ');
  return `- ${what}: ${aim}, measured ${got.toFixed(2)}: ${met ? 'met' : 'missed'}.${by === '' ? '' : ` On their own beyond it: ${by}.`}`;
}
