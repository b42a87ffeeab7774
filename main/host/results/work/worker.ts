import { rmSync } from 'node:fs';
import { AtollError, reportOf } from '../../../../engine/errors/atoll-error.ts';
import type { ResultJob } from '../../../services/results/result-job.ts';
import { ResultReader } from '../../../services/results/result-reader.ts';
import { runResultJob } from '../../../services/results/run-result-job.ts';
import { createRunnerFolders } from '../../runner/runner-folder.ts';
import type { WorkerAnswer, WorkerOrder } from './protocol.ts';

/*
 * The program that works over stored results: sorts, filters, searches, measures, copies, exports. Started by the host
 * with an IPC channel; its argument is the folder in which it makes its private one. It knows no source and no secret,
 * and can be killed at any time: whoever kills it removes its folder.
 */

const MEMORY = '1GB';
/** Between two words on progress. */
const TELL_MS = 100;
/** A result's file is let go after so long without work. */
const IDLE_MS = 10_000;

const [, , runs] = process.argv;
if (runs === undefined || process.send === undefined) {
  process.stderr.write('This program is started by the Atoll host, not by hand.\n');
  process.exit(2);
}

const folders = await createRunnerFolders({ runs, spill: runs });
let cancel = new AbortController();
let open: { readonly file: string; readonly reader: ResultReader } | null = null;
let idle: NodeJS.Timeout | undefined;

function send(answer: WorkerAnswer): void {
  if (process.connected) process.send?.(answer);
}

async function readerOf(job: ResultJob): Promise<ResultReader> {
  const { file } = job.result;
  if (open?.file === file) return open.reader;
  letGo();
  const reader = await ResultReader.open(job.result, { memory: MEMORY, spill: folders.spill });
  open = { file, reader };
  return reader;
}

function letGo(): void {
  open?.reader.close();
  open = null;
}

async function work(job: ResultJob): Promise<void> {
  clearTimeout(idle);
  cancel = new AbortController();
  const { signal } = cancel;
  let told = 0;
  try {
    const output = await runResultJob(await readerOf(job), job, folders.runs, {
      signal,
      onProgress: (progress) => {
        if (performance.now() - told < TELL_MS) return;
        told = performance.now();
        send({ kind: 'progress', progress });
      },
    });
    send({ kind: 'done', output });
  } catch (error) {
    letGo();
    send({ kind: 'failed', error: reportOf(signal.aborted ? signal.reason : error) });
  }
  idle = setTimeout(letGo, IDLE_MS);
}

process.on('message', (order: WorkerOrder) => {
  if (order.kind === 'job') void work(order.job);
  else cancel.abort(new AtollError('cancelled', 'The work was cancelled.'));
});

process.on('disconnect', () => {
  rmSync(folders.runs, { recursive: true, force: true });
  // Native threads are not waited for.
  process.kill(process.pid, 'SIGKILL');
});
// An interrupt of the terminal is the host's to handle.
process.on('SIGINT', () => undefined);
send({ kind: 'ready' });
