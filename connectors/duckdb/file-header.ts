import { open, stat } from 'node:fs/promises';
import { AtollError } from '../../engine/errors/atoll-error.ts';

/** Behind an eight-byte checksum; then the storage version as a little-endian uint64. */
const MAGIC = 'DUCK';
const MAGIC_AT = 8;
const VERSION_AT = 12;
const HEADER_BYTES = 20;
/** The newest storage version that DuckDB 1.5 reads; 69 is the default of DuckDB 2.0. */
const NEWEST_READABLE = 68n;

/**
 * Looks whether the file is there and is a DuckDB database that this version reads, before DuckDB itself would say
 * no more than that it can't. Resolves with the storage version; rejects with `source-unavailable` or `file-format`.
 */
export async function checkHeader(source: string, file: string): Promise<number> {
  const header = await readHeader(file).catch((error: unknown) => {
    throw unreadable(source, file, error);
  });
  if (header === null) {
    const details = { source, step: 'file', hint: 'Give the path of the database file itself.' } as const;
    throw new AtollError('source-unavailable', `${file} is not a file.`, details);
  }
  if (header.length < HEADER_BYTES || header.toString('latin1', MAGIC_AT, VERSION_AT) !== MAGIC) {
    const details = { source, step: 'file', hint: 'Give the path of a file that DuckDB wrote.' } as const;
    throw new AtollError('file-format', `${file} is not a DuckDB database.`, details);
  }
  const version = header.readBigUInt64LE(VERSION_AT);
  if (version > NEWEST_READABLE) throw tooNew(source, file, version);
  return Number(version);
}

async function readHeader(file: string): Promise<Buffer | null> {
  if (!(await stat(file)).isFile()) return null;
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function tooNew(source: string, file: string, version: bigint): AtollError {
  const message = `${file} has DuckDB's storage version ${version}, as DuckDB 2.0 and later write it; Atoll reads up to ${NEWEST_READABLE}.`;
  const hint =
    "In DuckDB 2, copy it to an older format: ATTACH 'copy.duckdb' (STORAGE_VERSION 'v1.5.0'); COPY FROM DATABASE … TO copy; or export its tables as Parquet.";
  return new AtollError('file-format', message, { source, step: 'file', hint });
}

function unreadable(source: string, file: string, cause: unknown): AtollError {
  const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
  const message = missing ? `There is no file ${file}.` : `${file} can't be read: ${String(cause)}.`;
  const hint = missing
    ? 'Check the path; a relative one starts at the workspace.'
    : 'Check the permissions of the file.';
  return new AtollError('source-unavailable', message, { source, step: 'file', hint, cause });
}
