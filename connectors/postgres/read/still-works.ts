import { Steps } from '../../../engine/spi/network/steps.ts';
import { useBriefly } from '../../../engine/spi/network/use-briefly.ts';
import { connectWire } from '../reach/login.ts';
import type { Wire } from '../wire/wire.ts';
import type { StatementContext } from './statement-context.ts';

/** Asks by a second connection whether a statement still runs; a server that waits for us to take its bytes has done its part. */
export async function stillWorks(
  wire: Wire,
  { address, silenceMs }: StatementContext,
  signal: AbortSignal,
): Promise<boolean> {
  const second = await connectWire(address, new Steps(address.source, silenceMs, signal));
  return await useBriefly(second, silenceMs, async () => {
    const [rows] = await second.command(
      `SELECT 1 FROM pg_catalog.pg_stat_activity WHERE pid = ${wire.processId}
         AND state IS DISTINCT FROM 'idle in transaction' AND wait_event IS DISTINCT FROM 'ClientWrite'`,
    );
    return rows !== undefined && rows.length > 0;
  });
}
