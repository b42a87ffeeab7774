import { AtollError } from '../errors/atoll-error.ts';
import type { Fragment } from '../plan/fragment.ts';
import type { ColumnBatch } from '../spi/column-batch.ts';
import type { FragmentMeasurement } from '../types/explain.ts';
import type { ProgressEvent } from '../types/progress.ts';
import { resourceError } from './duckdb-error.ts';
import { orAborted, settleWithin } from './interrupt.ts';
import type { OpenSource } from './open-source.ts';
import { timeExceeded } from './source-meter.ts';
import type { BatchSink } from './batch-sink.ts';

const PROGRESS_MS = 100;
/** How long a source may take to stop a statement before the run goes on without waiting for it. */
const STOP_MS = 1000;

interface Reading {
  readonly fragment: Fragment;
  readonly source: OpenSource;
  readonly sink: BatchSink;
  /** Aborts when no more rows of it are asked for: what came until then is all that counts. */
  readonly enough?: AbortSignal;
  readonly onProgress: (event: ProgressEvent) => void;
}

/** What one attempt saw, filled in while it reads. */
interface Tally {
  readonly begun: number;
  rows: number;
  bytes: number;
  firstRowMs: number | null;
}

/**
 * Reads one fragment into its sink under the limits of its source. Rejects with an AtollError that names the source; the
 * sink is then discarded. Nothing is read again here: only a connector knows whether it may.
 */
export async function readFragment(reading: Reading): Promise<FragmentMeasurement> {
  const { fragment, source, sink, enough } = reading;
  const tally: Tally = { begun: performance.now(), rows: 0, bytes: 0, firstRowMs: null };
  const retriedBefore = source.session.retries ?? 0;
  const measured = (): FragmentMeasurement => {
    const { connectMs, retries = 0 } = source.session;
    const { rows, bytes, firstRowMs, begun } = tally;
    return {
      rows,
      bytes,
      connectMs,
      firstRowMs,
      ms: performance.now() - begun,
      retries: retries - retriedBefore,
      ...(sink.passedOn === true ? { streamed: true } : {}),
    };
  };
  try {
    await underTimeout(source, enough, (signal) => readOnce(reading, tally, signal));
    await sink.finish();
    return measured();
  } catch (error) {
    await sink.discard();
    if (enough?.aborted === true) return { ...measured(), cut: true };
    throw fragmentError(error, fragment);
  }
}

async function underTimeout(
  source: OpenSource,
  enough: AbortSignal | undefined,
  read: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const { timeoutMs } = source.limits;
  const signals = enough === undefined ? [source.signal] : [source.signal, enough];
  if (timeoutMs === null) return read(AbortSignal.any(signals));
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(timeExceeded(source.name, timeoutMs)), timeoutMs);
  try {
    await read(AbortSignal.any([...signals, late.signal]));
  } finally {
    clearTimeout(timer);
  }
}

async function readOnce(reading: Reading, tally: Tally, signal: AbortSignal): Promise<void> {
  const { fragment, source, sink } = reading;
  if (source.session.read === undefined) throw new Error(`The source ${source.name} does not stream.`);
  const iterator = source.session.read(fragment, signal)[Symbol.asyncIterator]();
  let told = performance.now();
  try {
    for (;;) {
      const next = await orAborted(iterator.next(), signal);
      if (next.done === true) return;
      await take(next.value, reading, tally);
      if (performance.now() - told < PROGRESS_MS) continue;
      told = performance.now();
      tell(reading, sink.rows, tally.bytes);
    }
  } catch (error) {
    // Also where the connector is deaf to the signal: it gets its second, then the run goes on.
    await settleWithin(Promise.resolve(iterator.return?.()), STOP_MS);
    signal.throwIfAborted();
    throw error;
  }
}

async function take(batch: ColumnBatch, { fragment, source, sink }: Reading, tally: Tally): Promise<void> {
  if (batch.columns.length !== fragment.columns.length) {
    const counts = `${batch.columns.length} columns instead of ${fragment.columns.length}`;
    throw new AtollError(
      'source-drift',
      `The source ${source.name} sent ${counts}: its tables have changed.`,
    );
  }
  if (batch.rows > 0) tally.firstRowMs ??= performance.now() - tally.begun;
  tally.rows += batch.rows;
  tally.bytes += batch.bytes;
  source.meter.add(batch.rows, batch.bytes);
  await sink.append(batch);
}

function tell({ fragment, source, onProgress }: Reading, rows: number, bytes: number): void {
  onProgress({ kind: 'fragment-progress', fragment: fragment.id, source: source.name, rows, bytes });
}

/** Any failure of a fragment as an AtollError that names its source. */
export function fragmentError(error: unknown, fragment: Fragment): AtollError {
  const { source } = fragment;
  if (error instanceof AtollError) return error.report.code === 'cancelled' ? error : error.with({ source });
  const resource = resourceError(error);
  if (resource !== null) return resource;
  const words = error instanceof Error ? error.message : String(error);
  return new AtollError('internal', `Reading ${source} failed: ${words}`, { source, cause: error });
}
