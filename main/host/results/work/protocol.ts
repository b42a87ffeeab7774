import type { ErrorReport } from '../../../../engine/errors/atoll-error.ts';
import type { ExportProgress } from '../../../services/exports/write-export.ts';
import type { ResultJob, ResultJobKind, ResultJobs } from '../../../services/results/result-job.ts';

/** What the host tells a process that works over results; one piece of work at a time. */
export type WorkerOrder = { readonly kind: 'job'; readonly job: ResultJob } | { readonly kind: 'cancel' };

/** What it answers. After `done` or `failed` it is free. */
export type WorkerAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'progress'; readonly progress: ExportProgress }
  | { readonly kind: 'done'; readonly output: ResultJobs[ResultJobKind]['output'] }
  | { readonly kind: 'failed'; readonly error: ErrorReport };
