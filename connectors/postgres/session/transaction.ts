import { ServerError } from '../wire/server-error.ts';
import type { Wire } from '../wire/wire.ts';

/** LOCAL everywhere: a transaction pooler between may hand the connection to others afterwards. */
function settings(timeoutMs: number | null): string {
  return [
    "SET LOCAL TimeZone = 'UTC'",
    "SET LOCAL DateStyle = 'ISO, YMD'",
    "SET LOCAL IntervalStyle = 'postgres'",
    "SET LOCAL bytea_output = 'hex'",
    // Floats in their shortest exact text, on servers before 12 with all 17 digits.
    'SET LOCAL extra_float_digits = 3',
    'SET LOCAL standard_conforming_strings = on',
    `SET LOCAL statement_timeout = ${Math.ceil(timeoutMs ?? 0)}`,
  ].join('; ');
}

const BEGIN = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';

/**
 * Begins a read-only snapshot and exports it for further connections; null where the server can't export one, such as
 * a pooler or some standbys.
 */
export async function beginSnapshot(wire: Wire, timeoutMs: number | null): Promise<string | null> {
  try {
    const results = await wire.command(
      `${BEGIN}; ${settings(timeoutMs)}; SELECT pg_catalog.pg_export_snapshot()`,
    );
    return results.at(-1)?.[0]?.[0] ?? null;
  } catch (error) {
    if (!(error instanceof ServerError) || error.fatal) throw error;
    await wire.command(`ROLLBACK; ${BEGIN}; ${settings(timeoutMs)}; SELECT 1`);
    return null;
  }
}

/** Begins a transaction in a snapshot exported by another connection. */
export async function joinSnapshot(wire: Wire, snapshot: string, timeoutMs: number | null): Promise<void> {
  const name = snapshot.replaceAll("'", "''");
  await wire.command(`${BEGIN}; SET TRANSACTION SNAPSHOT '${name}'; ${settings(timeoutMs)}`);
}
