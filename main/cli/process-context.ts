import { AtollError } from '../../engine/errors/atoll-error.ts';
import { type CommandContext, EXIT } from './command.ts';

/** Signals that ask for the end: of the terminal, of the system, of a closed window. */
const END_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Repeats within this time are one press of Ctrl-C that came by several ways, ms. */
const ONE_PRESS_MS = 300;

/**
 * What a process offers to a command. The first Ctrl-C aborts the signal, so that a query is cancelled at its sources
 * too; the second ends the process at once.
 */
export function contextOf(process: NodeJS.Process): {
  readonly context: CommandContext;
  /** Waits until all that was printed is out. */
  readonly settle: () => Promise<void>;
} {
  const controller = new AbortController();
  let first = 0;
  for (const signal of END_SIGNALS) {
    process.on(signal, () => {
      if (controller.signal.aborted) {
        if (performance.now() - first > ONE_PRESS_MS) process.exit(EXIT.cancelled);
        return;
      }
      first = performance.now();
      controller.abort(new AtollError('cancelled', 'The query was cancelled.'));
    });
  }
  const { stdout, stderr } = process;
  // Their errors reach the callback of the write that they concern; without a listener they would end the process.
  stdout.on('error', () => undefined);
  stderr.on('error', () => undefined);
  const drained = (stream: NodeJS.WriteStream): Promise<void> =>
    stream.writableNeedDrain || stream.writableLength > 0
      ? new Promise((resolve) => stream.write('', () => resolve()))
      : Promise.resolve();
  return {
    context: {
      stdout,
      stderr,
      watched: stderr.isTTY,
      width: stdout.isTTY ? stdout.columns : null,
      // `NO_COLOR` asks every program for none (no-color.org).
      colours: stdout.isTTY && (process.env['NO_COLOR'] ?? '') === '',
      signal: controller.signal,
      cwd: callersFolder(process),
    },
    settle: async () => {
      await Promise.all([drained(stdout), drained(stderr)]);
    },
  };
}

/** Where the user called from: `npm run` changes to the package's folder and tells the caller's in INIT_CWD. */
function callersFolder(process: NodeJS.Process): string {
  const { INIT_CWD, npm_lifecycle_event } = process.env;
  return npm_lifecycle_event === undefined || INIT_CWD === undefined ? process.cwd() : INIT_CWD;
}
