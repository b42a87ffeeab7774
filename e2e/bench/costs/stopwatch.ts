import { type Clock, ownCpuMs } from './clock.ts';
import type { Place } from './place.ts';

export interface Timing {
  /** Median of the runs. */
  readonly wallMs: number;
  /** Mean of the runs: of the one that worked longest, the source or this process, by the cores that it can use. */
  readonly cpuMs: number;
}

/**
 * The time of each of some works, run in turns after a warm one, so that what else the machine does falls on all alike.
 * `cores` are those that the source keeps busy.
 */
export async function timings<Name extends string>(
  place: Place,
  works: Readonly<Record<Name, { readonly cores: number; run(): Promise<unknown> }>>,
  runs: number,
): Promise<Readonly<Record<Name, Timing>>> {
  const names = Object.keys(works) as Name[];
  const wall = new Map<Name, number[]>(names.map((name) => [name, []]));
  const cpu = new Map<Name, { there: number; here: number }>(
    names.map((name) => [name, { there: 0, here: 0 }]),
  );
  for (const name of names) await works[name].run();
  for (let run = 0; run < runs; run += 1) {
    for (const name of names) {
      const before = { there: await place.cpuMs(), here: ownCpuMs(), at: performance.now() };
      await works[name].run();
      wall.get(name)?.push(performance.now() - before.at);
      const sum = cpu.get(name);
      if (sum === undefined) continue;
      sum.here += ownCpuMs() - before.here;
      sum.there += (await place.cpuMs()) - before.there;
    }
  }
  const timing = (name: Name): Timing => {
    const { there, here } = cpu.get(name) ?? { there: 0, here: 0 };
    const { cores } = works[name];
    const cpuMs = there === 0 ? here / cores : Math.max(there / cores, here);
    return { wallMs: median(wall.get(name) ?? []), cpuMs: cpuMs / runs };
  };
  return Object.fromEntries(names.map((name) => [name, timing(name)])) as Record<Name, Timing>;
}

export function timeBy(clock: Clock, { wallMs, cpuMs }: Timing): number {
  return clock === 'wall' ? wallMs : cpuMs;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
