import { geometricMean, type QueryFigures } from './figures.ts';
import type { TpchReport } from './report.ts';

/** One kind of bar: a bar of each query, or a mark across its group. */
interface Series {
  readonly name: string;
  readonly style: string;
  readonly mark: boolean;
  readonly value: (figures: QueryFigures) => number | null;
}

const WIDTH = 1080;
const HEIGHT = 380;
const PLOT = { left: 56, right: 12, top: 48, bottom: 34 } as const;
const GAP = 0.22;

// Colours that keep apart for the colour-blind (after Okabe and Ito), all of a middle lightness: whoever shows the
// picture decides about the ground, and a query for the user's colour scheme does not tell.
const STYLE = `
    text { font: 12px system-ui, sans-serif; fill: #6e7781; }
    .title { font-size: 14px; font-weight: 600; }
    .grid { stroke: #8b949e; stroke-opacity: 0.35; }
    .full { fill: #1f83c9; } .scan { fill: #e69f00; } .hub { fill: #949ca5; } .floor { fill: #009e73; }`;

/** Times of each query as an SVG of bars, the axis logarithmic, readable on light and on dark ground. */
export function chartOf({ placement, scale, queries, capMs }: TpchReport): string {
  const all: readonly Series[] = [
    { name: 'Atoll', style: 'full', mark: false, value: ({ modes }) => timeOf(modes.full, capMs) },
    {
      name: 'Atoll, simple filters only',
      style: 'scan',
      mark: false,
      value: ({ modes }) => timeOf(modes.scan, capMs),
    },
    { name: 'PostgreSQL as a hub', style: 'hub', mark: false, value: ({ hub }) => timeOf(hub, capMs) },
    { name: 'one DuckDB with everything', style: 'floor', mark: true, value: ({ floor }) => floor.ms },
  ];
  const series = all.filter(({ value }) => queries.some((figures) => value(figures) !== null));
  const groups = [
    ...queries.map((figures) => ({
      label: figures.query.replace(/^q0?/, 'Q'),
      values: series.map(({ value }) => value(figures)),
    })),
    {
      label: 'mean',
      values: series.map(({ value }) => geometricMean(queries.flatMap((figures) => value(figures) ?? []))),
    },
  ];
  const shown = groups.flatMap(({ values }) => values.flatMap((value) => value ?? []));
  const first = Math.floor(Math.log10(Math.min(...shown)));
  const last = Math.max(first + 1, Math.ceil(Math.log10(Math.max(...shown))));
  const bottom = HEIGHT - PLOT.bottom;
  const y = (ms: number): number =>
    bottom - ((Math.log10(ms) - first) / (last - first)) * (bottom - PLOT.top);
  const step = (WIDTH - PLOT.left - PLOT.right) / groups.length;
  const bars = groups.flatMap(({ label, values }, at) => [
    ...barsOf(series, values, PLOT.left + at * step, step, y),
    text(PLOT.left + (at + 0.5) * step, bottom + 18, label, 'middle'),
  ]);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img">`,
    `  <title>TPC-H at scale ${scale}, placement ${placement}: time of each query, logarithmic</title>`,
    `  <style>${STYLE}\n  </style>`,
    `  <text class="title" x="${PLOT.left}" y="18">TPC-H, scale ${scale}, placement ${placement}: time of each query (logarithmic); mean: geometric</text>`,
    ...legend(series),
    ...grid(first, last, y),
    ...bars,
    '</svg>\n',
  ].join('\n');
}

const timeOf = (timed: { readonly ms: number | null } | undefined, capMs: number): number | null =>
  timed === undefined ? null : (timed.ms ?? capMs);

const text = (x: number, y: number, words: string, anchor: string): string =>
  `  <text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}">${words}</text>`;

const box = (style: string, x: number, y: number, width: number, height: number): string =>
  `  <rect class="${style}" x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${width.toFixed(1)}" height="${height.toFixed(1)}"/>`;

function barsOf(
  series: readonly Series[],
  values: readonly (number | null)[],
  left: number,
  step: number,
  y: (ms: number) => number,
): readonly string[] {
  const width = (step * (1 - GAP)) / Math.max(1, series.filter(({ mark }) => !mark).length);
  const start = left + (step * GAP) / 2;
  return series.flatMap(({ style, mark }, at) => {
    const value = values[at];
    if (value === null || value === undefined) return [];
    if (mark) return [box(style, start, y(value) - 1.5, step * (1 - GAP), 3)];
    return [box(style, start + at * width, y(value), width - 1, HEIGHT - PLOT.bottom - y(value))];
  });
}

function legend(series: readonly Series[]): readonly string[] {
  const LETTER = 6.6;
  let x = PLOT.left;
  return series.flatMap(({ name, style, mark }) => {
    const at = x;
    x += 34 + name.length * LETTER;
    return [box(style, at, mark ? 32 : 28, 12, mark ? 3 : 11), text(at + 17, 38, name, 'start')];
  });
}

function grid(first: number, last: number, y: (ms: number) => number): readonly string[] {
  return Array.from({ length: last - first + 1 }, (_, at) => {
    const ms = 10 ** (first + at);
    const line = `  <line class="grid" x1="${PLOT.left}" x2="${WIDTH - PLOT.right}" y1="${y(ms).toFixed(1)}" y2="${y(ms).toFixed(1)}"/>`;
    return `${line}\n${text(PLOT.left - 6, y(ms) + 4, ms < 1000 ? `${ms} ms` : `${ms / 1000} s`, 'end')}`;
  });
}
