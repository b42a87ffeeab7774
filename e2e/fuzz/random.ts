/** A small seeded source of randomness: the same seed gives the same numbers on every machine. */
export interface Random {
  /** A whole number from low to high, both included. */
  int(low: number, high: number): number;
  /** One of the values. */
  pick<T>(values: readonly T[]): T;
  /** Whether an event of this probability (0 to 1) happens. */
  chance(probability: number): boolean;
  /** One of the values, each as likely as its weight is large. */
  weighted<T>(values: readonly (readonly [weight: number, value: T])[]): T;
}

/** Mulberry32 (Tommy Ettinger, public domain), its state first stirred so that near seeds differ at once. */
export function randomFrom(seed: number): Random {
  let state = Math.imul((seed ^ (seed >>> 16)) + 0x9e3779b9, 0x85ebca6b) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const at = <T>(values: readonly T[], index: number): T => {
    if (index < 0 || index >= values.length) throw new RangeError('Nothing to pick from.');
    return values[index] as T;
  };
  return {
    int,
    pick: (values) => at(values, int(0, values.length - 1)),
    chance: (probability) => next() < probability,
    weighted: (values) => {
      let left = next() * values.reduce((sum, [weight]) => sum + weight, 0);
      const index = values.findIndex(([weight]) => (left -= weight) < 0);
      return at(values, index < 0 ? values.length - 1 : index)[1];
    },
  };
}
