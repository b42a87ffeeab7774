import { AtollError } from '../../engine/errors/atoll-error.ts';

/** What DuckDB says when it can't attach a file, as an error that says what to do. Others stay as they are. */
export function attachError(error: unknown, source: string, file: string): unknown {
  if (!(error instanceof Error) || error instanceof AtollError || error.name === 'AbortError') return error;
  const words = error.message;
  const details = { source, step: 'file', cause: error } as const;
  if (/set lock|conflicting lock/iu.test(words)) {
    const holder = /PID (\d+)/u.exec(words)?.[1];
    const who = holder === undefined ? 'another process' : `process ${holder}`;
    const hint = 'Close the database there, or open it read-only there: a writer excludes every reader.';
    return new AtollError('source-unavailable', `${file} is locked by ${who} that writes to it.`, {
      ...details,
      hint,
    });
  }
  if (/encrypt/iu.test(words)) {
    const hint = 'Copy its tables into an unencrypted DuckDB file.';
    return new AtollError('file-format', `${file} is encrypted, which Atoll does not read.`, {
      ...details,
      hint,
    });
  }
  if (/not a valid DuckDB|corrupt|version|checksum/iu.test(words)) {
    const hint = 'Open it in the DuckDB that wrote it, or restore it from a copy.';
    return new AtollError('file-format', `DuckDB can't read ${file}: ${words}`, { ...details, hint });
  }
  return new AtollError('source-unavailable', `DuckDB can't open ${file}: ${words}`, details);
}
