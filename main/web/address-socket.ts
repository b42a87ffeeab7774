import { createHash } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { dirname, join } from 'node:path';

/** Longest path that a socket can have everywhere (`sun_path`, macOS), bytes. */
const MOST_PATH_BYTES = 103;

/** A socket that a dead program left refuses at once; one that lives may be busy for this long, ms. */
const ANSWER_MS = 10_000;

/**
 * Where a running shell hands out fresh addresses to the same user: a socket in a folder that nobody else can enter.
 * Null where there can be none: on Windows, whose pipes others may read, and below a very long path.
 */
export function addressSocketPath(home: string, workspace: string): string | null {
  if (process.platform === 'win32') return null;
  const name = createHash('sha256').update(workspace).digest('hex').slice(0, 16);
  const path = join(home, 'run', `${name}.sock`);
  return Buffer.byteLength(path) <= MOST_PATH_BYTES ? path : null;
}

/** The address that a shell which runs already gives; null where none runs. */
export function askForAddress(path: string): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connect(path);
    let text = '';
    socket.setEncoding('utf8');
    socket.setTimeout(ANSWER_MS, () => socket.destroy());
    socket.on('error', () => undefined);
    socket.on('data', (part: string) => (text += part));
    socket.once('close', () => resolve(/^http:\/\/\S+\n$/.test(text) ? text.trim() : null));
  });
}

/** Hands out an address to each who connects, until it is disposed of; does nothing where there is no socket. */
export async function offerAddresses(path: string | null, fresh: () => string): Promise<AsyncDisposable> {
  if (path === null) return { [Symbol.asyncDispose]: () => Promise.resolve() };
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  // One that a killed program left.
  await rm(path, { force: true });
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.end(`${fresh()}\n`);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  return { [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())) };
}
