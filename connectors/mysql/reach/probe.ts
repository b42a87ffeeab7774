import { probeServer } from '../../../engine/spi/network/probe-server.ts';
import type { Steps } from '../../../engine/spi/network/steps.ts';
import type { ProbeReport } from '../../../engine/spi/probe.ts';
import { statementFailure } from '../errors.ts';
import type { Address } from './address.ts';
import { connectWire } from './login.ts';

const QUESTION = "SELECT database(), @@character_set_database, IF(@@read_only, 'read-only', 'writable')";

/** Reaches a source step by step, to the first failure. Never rejects. */
export async function probe(
  source: string,
  steps: Steps,
  address: () => Promise<Address>,
): Promise<ProbeReport> {
  return await probeServer({
    source,
    steps,
    address: () => steps.run('config', address, ({ host, port, user }) => `${user} at ${host}:${port}`),
    connect: (reached) => connectWire(reached, steps),
    ask: async (wire, signal) => {
      try {
        return (await wire.command(QUESTION))[0];
      } catch (cause) {
        throw statementFailure({ source, signal, timeoutMs: null }, cause);
      }
    },
  });
}
