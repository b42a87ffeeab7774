/** Milliseconds that a fragment is foretold to take at its source until all of its rows are here. */
export interface FragmentCost {
  readonly startupMs: number;
  /** Reading tables, which few keys may save. */
  readonly scanMs: number;
  /** The other operators, up to where each row has been seen once, and from then on while rows come out. */
  readonly blockingMs: number;
  readonly streamingMs: number;
  /** Sending the rows and storing them here. */
  readonly sendMs: number;
}

export function totalCost(cost: FragmentCost): number {
  return cost.startupMs + cost.scanMs + cost.blockingMs + cost.streamingMs + cost.sendMs;
}
