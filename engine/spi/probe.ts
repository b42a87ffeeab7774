import type { ErrorReport, SourceStep } from '../errors/atoll-error.ts';

/** One step of reaching a source: name look-up, TCP, TLS, login, first query; for files: found, readable. */
export interface ProbeStep {
  readonly step: SourceStep;
  readonly ok: boolean;
  readonly ms: number;
  /** Such as the address found, the TLS version, the server's version. */
  readonly detail: string | null;
  readonly error: ErrorReport | null;
}

/** The steps in order, up to the first that failed. */
export interface ProbeReport {
  readonly source: string;
  readonly ok: boolean;
  readonly steps: readonly ProbeStep[];
}
