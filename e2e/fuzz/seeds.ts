/** The seed of the n-th query of a sequence; sequences do not overlap within a million queries. */
export function seedOf(sequence: number, index: number): number {
  return sequence * 1_000_003 + index;
}
