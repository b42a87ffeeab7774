import { geometricMean, medianOf, type QueryFigures } from './figures.ts';

/** One aim, what came of it, and the queries that miss it on their own, worst first. */
export interface Aim {
  readonly what: string;
  readonly aim: string;
  readonly got: number | null;
  readonly met: boolean | null;
  readonly missedBy: readonly { readonly query: string; readonly value: number }[];
}

type Ratio = (figures: QueryFigures) => number | null;

const per = (above: number | null | undefined, below: number | null | undefined): number | null =>
  above === null || above === undefined || below === null || below === undefined || below <= 0
    ? null
    : above / below;

/** Bytes moved with everything pushed, of those with projections and simple filters alone. */
export const bytesOfScan: Ratio = ({ modes }) => per(modes.full?.bytes, modes.scan?.bytes);

/** Time with everything pushed, of that of a scan; one that reached the cap counts with the cap, which favours it. */
export const timeOfScan = ({ modes }: QueryFigures, capMs: number): number | null =>
  modes.scan === undefined ? null : per(modes.full?.ms, modes.scan.ms ?? capMs);

/** How many times longer the hub took; a hub that reached the cap counts with the cap, which favours it. */
export const hubOverFull = ({ hub, modes }: QueryFigures, capMs: number): number | null =>
  hub === undefined ? null : per(hub.ms ?? capMs, modes.full?.ms);

const PEAK_GB = 1.5;

/** The aims for scale 1 of placement C, each with the queries that miss it. */
export function aimsOf(all: readonly QueryFigures[], capMs: number): readonly Aim[] {
  const values = (ratio: Ratio): { query: string; value: number }[] =>
    all.flatMap((figures) => {
      const value = ratio(figures);
      return value === null ? [] : [{ query: figures.query, value }];
    });
  const bytes = values(bytesOfScan);
  const time = values((figures) => timeOfScan(figures, capMs));
  const hub = values((figures) => hubOverFull(figures, capMs));
  const slower = hub.map(({ query, value }) => ({ query, value: 1 / value }));
  const peaks = values(({ modes }) => per(modes.full?.peakBytes, 1e9));
  const most = (what: string, aim: string, list: typeof bytes, limit: number, got: number | null): Aim => ({
    what,
    aim,
    got,
    met: got === null ? null : got <= limit,
    missedBy: list.filter(({ value }) => value > limit).toSorted((a, b) => b.value - a.value),
  });
  const numbers = (list: typeof bytes): number[] => list.map(({ value }) => value);
  const largest = (list: typeof bytes): number | null =>
    list.length === 0 ? null : Math.max(...numbers(list));
  const faster = geometricMean(numbers(hub));
  return [
    most('bytes, full of scan, median', 'at most 0.2', bytes, 0.2, medianOf(numbers(bytes))),
    most('time, full of scan, geometric mean', 'at most 0.5', time, 0.5, geometricMean(numbers(time))),
    most('time, full of scan, largest', 'at most 1.1', time, 1.1, largest(time)),
    {
      what: 'time, hub of full, geometric mean',
      aim: 'at least 2.5',
      got: faster,
      met: faster === null ? null : faster >= 2.5,
      missedBy: hub.filter(({ value }) => value < 2.5).toSorted((a, b) => a.value - b.value),
    },
    most('time, full of hub, largest', 'at most 1.1', slower, 1.1, largest(slower)),
    most('peak memory of full, GB', `under ${PEAK_GB}`, peaks, PEAK_GB, largest(peaks)),
  ];
}
