/** What a source can do for a plan, declared one by one; the conformance suite proves each, the refusals too. */
export interface Capabilities {
  /** Rows that fail a predicate stay at the source. */
  readonly filter: boolean;
  /** Computed columns; without it only columns are chosen. */
  readonly project: boolean;
  readonly limit: boolean;
  readonly sort: boolean;
  readonly topN: boolean;
  readonly distinct: boolean;
  readonly aggregate: boolean;
  readonly groupingSets: boolean;
  readonly joins: readonly ('inner' | 'left' | 'right' | 'full' | 'semi' | 'anti' | 'cross')[];
  readonly setOperations: readonly ('union' | 'union all' | 'intersect' | 'except')[];
  readonly window: boolean;
  readonly values: boolean;
  /** All fragments of one query read one state of the source. */
  readonly snapshot: boolean;
  /** A running read can be stopped at the source itself. */
  readonly cancel: boolean;
  /** One large scan can be read in ranges side by side. */
  readonly parallelScan: boolean;
  /** Keys can be sent to cut a fragment. */
  readonly keySets: boolean;
}

/** A source of which nothing but reading whole columns may be asked. */
export const READ_ONLY_COLUMNS: Capabilities = {
  filter: false,
  project: false,
  limit: false,
  sort: false,
  topN: false,
  distinct: false,
  aggregate: false,
  groupingSets: false,
  joins: [],
  setOperations: [],
  window: false,
  values: false,
  snapshot: false,
  cancel: false,
  parallelScan: false,
  keySets: false,
};
