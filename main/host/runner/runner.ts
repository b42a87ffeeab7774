import { rmSync } from 'node:fs';
import { AtollError, reportOf } from '../../../engine/errors/atoll-error.ts';
import { HostGates } from './host-gates.ts';
import { KeptSources } from './kept-sources.ts';
import type { HostMessage, RunnerMessage } from './protocol.ts';
import { RunningJob } from './run-job.ts';
import { createRunnerFolders } from './runner-folder.ts';

/*
 * The runner program: started by the host with an IPC channel; its arguments are the folders in which it makes its
 * private ones, for results in the making and for spilling. It runs one query at a time and ends, leaving nothing, when the channel closes. It can be killed at any
 * time: whoever kills it removes its folder.
 */

/** How long saying goodbye to the sources may take. */
const GOODBYE_MS = 200;

const [, , runs, spill] = process.argv;
if (runs === undefined || spill === undefined || process.send === undefined) {
  process.stderr.write('The runner is started by the Atoll host, not by hand.\n');
  process.exit(2);
}

const folders = await createRunnerFolders({ runs, spill });
const asked = new Map<number, { resolve: (secret: string | null) => void; reject: (error: Error) => void }>();
const gates = new HostGates(send);
const sources = new KeptSources({
  secret,
  gate: (source) => gates.of(source),
  onSecretRefused: (source) => send({ kind: 'secret-refused', source }),
  onHostKey: (source, fingerprint) => send({ kind: 'host-key', source, fingerprint }),
  onProgress: (source, text) => send({ kind: 'notice', source, text }),
});
let job: RunningJob | null = null;
let asks = 0;

function send(message: RunnerMessage): void {
  if (process.connected) process.send?.(message);
}

function secret(source: string): Promise<string | null> {
  asks += 1;
  const ask = asks;
  return new Promise((resolve, reject) => {
    asked.set(ask, { resolve, reject });
    send({ kind: 'secret-wanted', ask, source });
  });
}

async function run(running: RunningJob): Promise<void> {
  let answer: RunnerMessage;
  try {
    answer = { kind: 'complete', outcome: await running.run() };
  } catch (error) {
    answer = { kind: 'failed', error: reportOf(error) };
  }
  job = null;
  send(answer);
}

async function tellPage(ask: number, from: number, count: number): Promise<void> {
  send({ kind: 'page', ask, page: (await job?.page(from, count)) ?? null });
}

function receive(message: HostMessage): void {
  switch (message.kind) {
    case 'run':
      job = new RunningJob(message.job, { folders, send, sources });
      void run(job);
      break;
    case 'cancel':
      job?.cancel();
      break;
    case 'kill-source':
      job?.killSource(message.source);
      sources.closeIdle(message.source);
      break;
    case 'memory':
      void job?.changeMemory(message.limit);
      break;
    case 'close-idle':
      sources.closeIdle(message.source);
      break;
    case 'connection':
      gates.answer(message.ask, message.granted);
      break;
    case 'page-wanted':
      void tellPage(message.ask, message.from, message.count);
      break;
    case 'secret': {
      const waiting = asked.get(message.ask);
      asked.delete(message.ask);
      if (message.error === null) waiting?.resolve(message.secret);
      else waiting?.reject(AtollError.from(message.error));
      break;
    }
  }
}

process.on('message', receive);
/** The statements at the sources get a moment to be cancelled; native threads are not waited for. */
function leave(): void {
  const end = (): void => {
    for (const folder of [folders.runs, folders.spill]) rmSync(folder, { recursive: true, force: true });
    process.kill(process.pid, 'SIGKILL');
  };
  if (job === null) {
    // The servers are told: they would note the end of these connections as an error.
    void sources.close().then(end);
    setTimeout(end, GOODBYE_MS);
    return;
  }
  job.cancel();
  setTimeout(end, 1000);
}

process.on('disconnect', leave);
// An interrupt of the terminal is the host's to handle.
process.on('SIGINT', () => undefined);
send({ kind: 'ready' });
// The host may have gone while this program was being read.
if (!process.connected) leave();
