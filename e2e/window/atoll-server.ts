import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Places } from './places.ts';

const PROGRAM = fileURLToPath(new URL('../../main/cli/main.ts', import.meta.url));
const ADDRESS = /http:\/\/127\.0\.0\.1:\d+\/\S+/;
const END_MS = 8000;

/** `atoll serve` as a process of its own. */
export interface AtollServer extends AsyncDisposable {
  /** A browser is let in by it, once. */
  readonly address: string;
  readonly origin: string;
  readonly pid: number;
  /** All that it has written so far. */
  readonly output: () => string;
  /** As Ctrl-C ends it; nothing happens where it has ended. */
  stop(): Promise<void>;
  /** As a crash ends it. */
  kill(): Promise<void>;
}

export interface ServeOptions {
  /** Without it no workspace is opened. */
  readonly workspace?: string;
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts it and waits for its address. Rejects with its output where it ends before. */
export async function serve({ home, root }: Places, options: ServeOptions): Promise<AtollServer> {
  const args = [
    'serve',
    ...(options.workspace === undefined ? [] : ['-w', options.workspace]),
    ...(options.port === undefined ? [] : ['--port', String(options.port)]),
  ];
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    cwd: root,
    env: {
      ...process.env,
      UV_THREADPOOL_SIZE: '16',
      ATOLL_HOME: home,
      npm_lifecycle_event: undefined,
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const address = await new Promise<string>((resolve, reject) => {
    const hear = (piece: Buffer): void => {
      output += piece.toString();
      const found = ADDRESS.exec(output);
      if (found !== null) resolve(found[0]);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void ended.then(() => reject(new Error(`atoll serve ended:\n${output}`)));
  });
  const stop = (): Promise<void> => end(child, 'SIGINT', ended);
  return {
    address,
    origin: new URL(address).origin,
    pid: child.pid ?? -1,
    output: () => output,
    stop,
    kill: () => end(child, 'SIGKILL', ended),
    [Symbol.asyncDispose]: stop,
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals, ended: Promise<void>): Promise<void> {
  child.kill(signal);
  const late = setTimeout(() => child.kill('SIGKILL'), END_MS);
  await ended;
  clearTimeout(late);
}
