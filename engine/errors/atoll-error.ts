import type { ErrorCode } from './error-code.ts';

/** The steps of reaching a source, in their order; a failed connection names the one that failed. */
export type SourceStep =
  | 'config'
  | 'secret'
  | 'tunnel'
  | 'lookup'
  | 'tcp'
  | 'tls'
  | 'login'
  | 'query'
  | 'read'
  | 'file'
  | 'start';

/** An error as plain data: the form that crosses processes and that `--format json` prints. */
export interface ErrorReport {
  readonly code: ErrorCode;
  /** What happened, in one or two sentences. */
  readonly message: string;
  readonly source: string | null;
  readonly step: SourceStep | null;
  /** The file of the workspace that the place below is in; null for the query text itself. */
  readonly file: string | null;
  /** 1-based. */
  readonly line: number | null;
  /** 1-based, in UTF-16 units. */
  readonly column: number | null;
  /** What to do next. */
  readonly hint: string | null;
}

export type ErrorDetails = Partial<Omit<ErrorReport, 'code' | 'message'>> & { readonly cause?: unknown };

/** An expected failure: it has a code, a sentence for the user and, where known, its place and what to do next. */
export class AtollError extends Error {
  readonly report: ErrorReport;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'AtollError';
    this.report = {
      code,
      message,
      source: details.source ?? null,
      step: details.step ?? null,
      file: details.file ?? null,
      line: details.line ?? null,
      column: details.column ?? null,
      hint: details.hint ?? null,
    };
  }

  /** The error back from its plain form, as received from another process. */
  static from(report: ErrorReport): AtollError {
    return new AtollError(report.code, report.message, report);
  }

  /** The same error with further details; those already known stay. */
  with(details: ErrorDetails): AtollError {
    const known = Object.fromEntries(Object.entries(this.report).filter(([, value]) => value !== null));
    return new AtollError(this.report.code, this.message, {
      ...details,
      ...known,
      cause: this.cause ?? details.cause,
    });
  }
}

/** Any thrown value as a report; what is not an AtollError is `internal`. */
export function reportOf(error: unknown): ErrorReport {
  if (error instanceof AtollError) return error.report;
  const message = error instanceof Error ? error.message : String(error);
  return new AtollError('internal', message).report;
}
