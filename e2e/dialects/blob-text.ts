/** The bytes of DuckDB's text of a BLOB. */
export function bytesOf(value: string | null): Buffer | null {
  if (value === null) return null;
  const bytes = value.replace(/\\x(..)/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
  return Buffer.from(bytes, 'latin1');
}

/** The same as hexadecimal digits. */
export function hexOf(value: string | null): string | null {
  return bytesOf(value)?.toString('hex').toUpperCase() ?? null;
}
