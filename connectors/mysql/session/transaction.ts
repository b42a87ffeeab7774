import { settingsSql } from '../reach/session-settings.ts';
import type { Wire } from '../wire/wire.ts';

/**
 * Begins a read-only snapshot. It holds for tables of engines that have snapshots (InnoDB and its like); MyISAM, Aria
 * and MEMORY show their present state to every statement.
 */
export async function beginSnapshot(wire: Wire, timeoutMs: number | null): Promise<void> {
  await wire.command(settingsSql(wire.version, timeoutMs));
  await wire.command('SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ');
  await wire.command('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY');
}
