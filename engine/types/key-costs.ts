/** What keys cost at a source, in microseconds, and how many it takes at once. */
export interface KeyCosts {
  /** Gathering a key, sending it, and what the server does with it: hashing it or looking it up in an index. */
  readonly key: number;
  /** Looking up a row's value among the keys. */
  readonly test: number;
}
