import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Writable } from 'node:stream';
import { AtollError } from '../../engine/errors/atoll-error.ts';
import { usage } from './arguments.ts';

/** The reader of standard output went away (`| head`): not an error, there is only nothing more to do. */
export class ReaderGone extends Error {}

/** Writes all pieces to a stream, waiting where it is full. Rejects with ReaderGone where nobody reads any more. */
export async function writeAll(stream: Writable, pieces: AsyncIterable<string | Uint8Array>): Promise<void> {
  for await (const piece of pieces) await write(stream, piece);
}

/** Writes one piece, and waits until the stream wants more. */
export async function write(stream: Writable, piece: string | Uint8Array): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    stream.write(piece, (error) => {
      if (error === null || error === undefined) return resolve();
      return reject(writeFailure(error));
    });
  });
}

function writeFailure(error: NodeJS.ErrnoException): Error {
  if (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED') return new ReaderGone();
  if (error.code !== 'ENOSPC' && error.code !== 'EDQUOT') return error;
  return new AtollError('limit-disk', 'There is no room on the disk for all of the answer.', {
    hint: 'Free some space, or write it elsewhere with -o.',
    cause: error,
  });
}

/** A file that appears under its name only when it is whole. */
export class OutputFile {
  readonly #path: string;
  readonly #partial: string;
  readonly #stream: Writable;

  private constructor(path: string, partial: string, stream: Writable) {
    this.#path = path;
    this.#partial = partial;
    this.#stream = stream;
  }

  /** Opened before the query runs, so that a folder that is not there is told at once. Throws `usage`. */
  static async create(path: string): Promise<OutputFile> {
    if (await isFolder(path)) throw usage(`${path} can't be written: it is a folder.`, 'query');
    const partial = `${path}.${process.pid}.partial`;
    const stream = createWriteStream(partial);
    await new Promise<void>((resolve, reject) => {
      stream.once('open', () => resolve());
      stream.once('error', (error) => reject(unwritable(path, error)));
    });
    // Later errors reach the callback of the write that they concern.
    stream.on('error', () => undefined);
    return new OutputFile(path, partial, stream);
  }

  async write(pieces: AsyncIterable<string | Uint8Array>): Promise<void> {
    await writeAll(this.#stream, pieces);
    await new Promise<void>((resolve) => this.#stream.end(resolve));
    await rename(this.#partial, this.#path);
  }

  /** Leaves nothing where it was not finished. */
  async discard(): Promise<void> {
    this.#stream.destroy();
    await rm(this.#partial, { force: true });
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}

function unwritable(path: string, { code, message }: NodeJS.ErrnoException): AtollError {
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: `there is no folder ${dirname(path)}`,
    ENOTDIR: `${dirname(path)} is not a folder`,
    EACCES: 'you may not write there',
    EPERM: 'you may not write there',
    EROFS: 'the disk is read-only',
    ENOSPC: 'the disk is full',
  };
  return usage(`${path} can't be written: ${reasons[code ?? ''] ?? message}.`, 'query');
}
