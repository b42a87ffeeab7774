/** One line of the table: what was measured, and the aim, where there is one. */
export interface Figure {
  readonly what: string;
  readonly value: string;
  readonly aim: string | null;
}

/** The middle one. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which that share of all lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
