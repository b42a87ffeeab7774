import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type HistoryLine, parseLine } from './history-line.ts';

const NEWLINE = 0x0a;

/** A line and where it begins in the file, in bytes. */
export interface PlacedLine {
  readonly at: number;
  readonly line: HistoryLine;
}

/**
 * A file of lines to which several processes may append. A line that is not whole is skipped, wherever it stands; one
 * that a crash left open at the end is closed by the next that is written.
 */
export class HistoryFile {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** The lines from that byte on, and where to read on; what follows the last end of line is not read yet. */
  async read(from: number): Promise<{ readonly lines: readonly PlacedLine[]; readonly end: number }> {
    const bytes = await this.#bytes(from);
    const lines: PlacedLine[] = [];
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
      const line = parseLine(bytes.toString('utf8', start, end));
      if (line !== null) lines.push({ at: from + start, line });
      start = end + 1;
    }
    return { lines, end: from + start };
  }

  /** Bytes that the file has; 0 where there is none. */
  async size(): Promise<number> {
    const file = await open(this.#path, 'r').catch(() => null);
    if (file === null) return 0;
    try {
      return (await file.stat()).size;
    } finally {
      await file.close();
    }
  }

  async append(line: HistoryLine): Promise<void> {
    await mkdir(dirname(this.#path), { recursive: true });
    const file = await open(this.#path, 'a+', 0o600);
    try {
      const { size } = await file.stat();
      const last = Buffer.alloc(1);
      if (size > 0) await file.read(last, 0, 1, size - 1);
      const isOpen = size > 0 && last[0] !== NEWLINE;
      // One write: lines of two processes do not mix.
      await file.appendFile(`${isOpen ? '\n' : ''}${JSON.stringify(line)}\n`);
    } finally {
      await file.close();
    }
  }

  /** Replaces all lines in one step. */
  async replace(lines: readonly HistoryLine[]): Promise<void> {
    const partial = `${this.#path}.${randomUUID()}.partial`;
    await writeFile(partial, lines.map((line) => `${JSON.stringify(line)}\n`).join(''), { mode: 0o600 });
    await rename(partial, this.#path);
  }

  async remove(): Promise<void> {
    await rm(this.#path, { force: true });
  }

  async #bytes(from: number): Promise<Buffer> {
    const file = await open(this.#path, 'r').catch(() => null);
    if (file === null) return Buffer.alloc(0);
    try {
      const { size } = await file.stat();
      const bytes = Buffer.alloc(Math.max(0, size - from));
      const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
      return bytes.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  }
}
