import { open } from 'node:fs/promises';
import type { ApiOutput } from '../../contract/api/api.ts';

/** What a file is read as. */
export type FileKind = ApiOutput<'files', 'inspect'>['format'];

const ENDINGS: readonly (readonly [RegExp, FileKind])[] = [
  [/\.(?:parquet|pq)$/i, 'parquet'],
  [/\.(?:csv|tsv)(?:\.gz|\.zst)?$/i, 'csv'],
  [/\.(?:json|ndjson|jsonl)(?:\.gz|\.zst)?$/i, 'json'],
];

/** By its first bytes where they tell, whatever it is called, else by its name. Rejects where it can't be read. */
export async function kindOfFile(path: string): Promise<FileKind> {
  const head = await headOf(path, 16);
  if (head.toString('latin1').startsWith('SQLite format 3')) return 'sqlite';
  if (head.subarray(8, 12).toString('latin1') === 'DUCK') return 'duckdb';
  const named = ENDINGS.find(([ending]) => ending.test(path))?.[1] ?? 'unknown';
  return named;
}

/** DuckDB reads these without an extension. */
export type Encoding = 'utf-8' | 'utf-16' | 'latin-1';

const LOOKED_AT = 256 * 1024;

/** How the text of a file is most likely encoded, by its beginning. Compressed files are taken for UTF-8. */
export async function encodingOf(path: string): Promise<Encoding> {
  if (/\.(?:gz|zst)$/i.test(path)) return 'utf-8';
  const head = await headOf(path, LOOKED_AT);
  const mark = head.length < 2 ? 0 : head.readUInt16BE(0);
  if (mark === 0xfffe || mark === 0xfeff) return 'utf-16';
  try {
    // In a stream, the bytes of a letter that the end of the look cuts through are no error.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return 'utf-8';
  } catch {
    return 'latin-1';
  }
}

async function headOf(path: string, bytes: number): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
