/** The shape that `explain --format json` and the profile share. Unknown figures are null, never invented. */
export interface ExplainReport {
  readonly sql: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly fragments: readonly FragmentReport[];
  readonly local: LocalReport;
  readonly notPushed: readonly NotPushed[];
  /** What became of each operator of the user's own plan, and of each conjunct of its filters and joins. */
  readonly outcomes: readonly Outcome[];
  readonly totals: Totals;
  readonly plan: PlanTree;
  /** The tables that the text reads, or that its answer relies on, each once: what could have been moved. Absent in reports of earlier versions. */
  readonly tables?: readonly TableSize[];
  /** Where a run brought another number of rows than expected, by the largest factor; absent where nothing ran, or nothing was expected. */
  readonly worstEstimate?: WorstEstimate;
}

/** A table that a fragment reads, as large as its source's catalog says. */
export interface TableSize {
  readonly source: string;
  readonly schema: string | null;
  readonly name: string;
  /** Null where the source does not keep it. */
  readonly rows: number | null;
  readonly bytes: number | null;
}

/** What ran, or would run, at one source. */
export interface FragmentReport {
  readonly id: string;
  readonly source: string;
  /** The exact text sent. */
  readonly sql: string;
  readonly params: readonly (string | null)[];
  /** The kinds of the user's operators that this fragment does, scans first. */
  readonly covers: readonly string[];
  /** Its `ms` is of the whole fragment without keys. */
  readonly estimated: Figures;
  readonly actual: FragmentMeasurement | null;
  /** The fragment whose keys cut this one, where there is one; several with commas between them. */
  readonly keysFrom?: string;
  /** What came of that when it ran. */
  readonly keys?: readonly SentKeySet[];
}

/** Rows that were expected, and those that came. */
export interface WorstEstimate {
  /** A fragment's id, or `result`. */
  readonly where: string;
  readonly estimated: number;
  readonly actual: number;
  /** The larger of both figures over the smaller. */
  readonly factor: number;
}

export interface Figures {
  readonly rows: number | null;
  readonly bytes: number | null;
  /** Absent where nothing is foretold. */
  readonly ms?: number;
}

/** Measured at the connector; times in milliseconds. */
export interface FragmentMeasurement {
  readonly rows: number;
  readonly bytes: number;
  readonly connectMs: number | null;
  readonly firstRowMs: number | null;
  readonly ms: number;
  readonly retries: number;
  /** Milliseconds since the rows were read at their source; absent where they were read for this run. */
  readonly cachedAgeMs?: number;
  /** It was stopped, or never begun, because the answer had all the rows that it asks for. */
  readonly cut?: true;
  /** Its rows went through work here while they came: the time is that of both. */
  readonly streamed?: true;
}

/** What was sent of other fragments' keys, and in which text; measured while the query ran. */
export interface SentKeys {
  /** The text that was really sent, and its values; of a list of keys only how many there were. */
  readonly sql: string;
  readonly params: readonly (string | null)[];
  readonly sets: readonly SentKeySet[];
  /** False where a set had no keys at all, so that no row could matter and nothing was read. */
  readonly read: boolean;
}

export interface SentKeySet {
  /** The fragment that they came from. */
  readonly from: string;
  /** The column that they cut. */
  readonly column: string;
  /** Distinct keys, NULL apart. */
  readonly keys: number;
  readonly as: 'list' | 'range' | 'none';
}

export interface LocalReport {
  /** The remainder in DuckDB SQL over f1, f2…; the user's own text where `opaque` is true. */
  readonly sql: string;
  readonly ms: number | null;
  readonly operators: readonly LocalOperator[];
  /** True where the plan could not be modelled and the user's own text runs over staged tables. */
  readonly opaque: boolean;
  /** DuckDB's own physical operators with their measurements, root first; absent where nothing ran. */
  readonly engine?: readonly EngineOperator[];
}

/** One physical operator of the local DuckDB as its profiler saw it. */
export interface EngineOperator {
  readonly name: string;
  /** Distance from the root. */
  readonly depth: number;
  readonly rows: number;
  /** Time spent in it over all threads, without its inputs. */
  readonly ms: number;
}

export interface LocalOperator {
  readonly kind: string;
  /** The plan node's id. */
  readonly node: string;
  readonly line: string;
}

/** Why something was not done at a source. */
export interface NotPushed {
  readonly operator: string;
  readonly expression: string | null;
  readonly source: string | null;
  readonly code: ReasonCode;
  /** One sentence. */
  readonly reason: string;
}

export const OUTCOME_KINDS = ['exact', 'superset', 'kept', 'dropped'] as const;

/**
 * `exact`: sources do it, nothing of it is left here. `superset`: a source does a part of it, or removes some of the
 * rows, and it is done here as well. `kept`: it is done here alone. `dropped`: the answer is the same without it.
 */
export type OutcomeKind = (typeof OUTCOME_KINDS)[number];

/** What became of an operator of the user's own plan, or of one conjunct of a filter or join of it. */
export interface Outcome {
  readonly part: 'operator' | 'predicate';
  /** The kind of the operator; of a predicate, of the one that holds it. */
  readonly operator: string;
  /** The operator's id in the plan as it was bound; null for a text that has no plan. */
  readonly node: string | null;
  /** Short text of what it reads, computes or tests; null where the operator's kind says all. */
  readonly expression: string | null;
  readonly outcome: OutcomeKind;
  /** Sources that do it or a part of it. */
  readonly sources: readonly string[];
  /** The fragments in which they do. */
  readonly fragments: readonly string[];
  /** Null where it is exact or dropped. */
  readonly code: ReasonCode | null;
  /** One sentence; null where it is exact. */
  readonly reason: string | null;
  /** Of a predicate that a source checks: one sentence on what would let an index of it serve; absent where nothing would. */
  readonly hint?: string;
}

export const REASON_CODES = [
  'collation',
  'padding',
  'null-order',
  'numeric',
  'time',
  'function',
  'may-raise',
  'volatile',
  'type',
  'dialect',
  'capability',
  'policy',
  'cost',
  'cross-source',
  'outer-join',
  'order',
  'opaque',
  'killed',
  'setting',
  'constant',
] as const;

/** The codes of the why-not ledger. */
export type ReasonCode = (typeof REASON_CODES)[number];

export interface Totals {
  readonly ms: number | null;
  readonly bytesMoved: number | null;
  readonly rowsMoved: number | null;
  readonly planMs: number;
}

/** The plan as a tree for viewers: one line and a site for each operator. */
export interface PlanTree {
  readonly id: string;
  readonly kind: string;
  readonly line: string;
  /** `local`, or the name of a source. */
  readonly site: string;
  readonly fragment: string | null;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly estimatedRows: number | null;
  readonly estimatedBytes: number | null;
  readonly actualRows: number | null;
  readonly children: readonly PlanTree[];
}
