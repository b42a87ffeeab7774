import type { ErrorReport } from '../../engine/errors/atoll-error.ts';

/** A request that failed: the host's report of it, or why the host could not be reached. */
export class RpcError extends Error {
  readonly report: ErrorReport;
  /** The host did not answer at all. */
  readonly unreachable: boolean;

  constructor(report: ErrorReport, unreachable = false) {
    super(report.message);
    this.name = 'RpcError';
    this.report = report;
    this.unreachable = unreachable;
  }
}

const NOTHING = {
  source: null,
  step: null,
  file: null,
  line: null,
  column: null,
} as const;

/** Any thrown value as a report that a panel can show. */
export function errorReportOf(error: unknown): ErrorReport {
  if (error instanceof RpcError) return error.report;
  const message = error instanceof Error ? error.message : String(error);
  return { ...NOTHING, code: 'internal', message, hint: null };
}

/** The error of a host that does not answer. */
export function hostUnreachable(): RpcError {
  const report = {
    ...NOTHING,
    code: 'internal',
    message: 'Atoll does not answer.',
    hint: 'It may have been stopped: start it again; what you typed is kept.',
  } as const;
  return new RpcError(report, true);
}
