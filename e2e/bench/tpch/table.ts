import type { Pushdown } from '../../fixtures/federation.ts';
import { bytesOfScan, hubOverFull, timeOfScan } from './aims.ts';
import { geometricMean, medianOf, type ModeFigures, type QueryFigures } from './figures.ts';

/** One column of the table: what it shows of a query, and how. */
interface Column {
  readonly head: string;
  /** Null where the run left it out. */
  readonly value: (figures: QueryFigures) => number | null;
  readonly show: (value: number) => string;
}

const milliseconds = (value: number): string => value.toFixed(value < 10 ? 1 : 0);
const kilobytes = (value: number): string => (value / 1e3).toFixed(value < 1e5 ? 1 : 0);
const whole = (value: number): string => value.toFixed(0);
const ratio = (value: number): string => value.toFixed(value < 0.1 ? 3 : 2);

const MODES: readonly Pushdown[] = ['full', 'scan', 'none'];

function columnsFor(capMs: number): readonly Column[] {
  const upToCap = (value: number): string =>
    value === capMs ? `> ${milliseconds(value)}` : milliseconds(value);
  const ofMode = (
    unit: string,
    pick: (figures: ModeFigures) => number | null,
    show: Column['show'],
  ): readonly Column[] =>
    MODES.map((mode) => ({
      head: `${mode} ${unit}`,
      show,
      value: ({ modes }) => {
        const figures = modes[mode];
        return figures === undefined ? null : pick(figures);
      },
    }));
  return [
    ...ofMode('ms', (figures) => figures.ms ?? capMs, upToCap),
    {
      head: 'hub ms',
      value: ({ hub }) => (hub === undefined ? null : (hub.ms ?? capMs)),
      show: upToCap,
    },
    { head: 'floor ms', value: ({ floor }) => floor.ms, show: milliseconds },
    ...ofMode('kB', (figures) => figures.bytes, kilobytes),
    ...ofMode('rows', (figures) => figures.rows, whole),
    { head: 'bytes full/scan', value: bytesOfScan, show: ratio },
    { head: 'time full/scan', value: (figures) => timeOfScan(figures, capMs), show: ratio },
    { head: 'time hub/full', value: (figures) => hubOverFull(figures, capMs), show: ratio },
    {
      head: 'peak MB',
      value: ({ modes }) => modes.full?.peakBytes ?? null,
      show: (value) => (value / 1e6).toFixed(0),
    },
  ];
}

const SUMMARIES: Readonly<Record<string, (values: readonly number[]) => number | null>> = {
  'geometric mean': (values) => geometricMean(values.filter((value) => value > 0)),
  median: medianOf,
  largest: (values) => (values.length === 0 ? null : Math.max(...values)),
};

/** What is wrong with the answers of a query, or was not planned, a line each. */
export function wrongOf({ query, modes, hub }: QueryFigures): readonly string[] {
  const atoll = Object.entries(modes).flatMap(([mode, { wrong, opaque }]) => [
    ...(wrong === null ? [] : [`${query}, ${mode}: ${wrong}`]),
    ...(opaque === null ? [] : [`${query}, ${mode}, was not planned: ${opaque}`]),
  ]);
  return hub === undefined || hub.wrong === null ? atoll : [...atoll, `${query}, hub: ${hub.wrong}`];
}

/**
 * The table: a head, a row for each query, then its geometric means, medians and largest values. Columns of which the
 * run measured nothing are left out; `(!)` marks a query of which some answer was wrong or missing, or which was not planned.
 */
export function tableOf(queries: readonly QueryFigures[], capMs: number): readonly (readonly string[])[] {
  const columns = columnsFor(capMs).filter(({ value }) => queries.some((figures) => value(figures) !== null));
  const cell = (column: Column, value: number | null): string => (value === null ? '' : column.show(value));
  const rows = queries.map((figures) => [
    figures.query + (wrongOf(figures).length > 0 ? ' (!)' : ''),
    ...columns.map((column) => cell(column, column.value(figures))),
  ]);
  const summaries = Object.entries(SUMMARIES).map(([name, of]) => [
    name,
    ...columns.map((column) => cell(column, of(queries.flatMap((figures) => column.value(figures) ?? [])))),
  ]);
  return [['query', ...columns.map(({ head }) => head)], ...rows, ...summaries];
}

/** The table for a terminal, in columns. */
export function printTable(cells: readonly (readonly string[])[]): string {
  const widths = (cells[0] ?? []).map((_, at) => Math.max(...cells.map((row) => row[at]?.length ?? 0)));
  return cells
    .map((row) =>
      row
        .map((text, at) => (at === 0 ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0)))
        .join('  '),
    )
    .join('\n');
}
