import { probeServer } from '../../../engine/spi/network/probe-server.ts';
import type { Steps } from '../../../engine/spi/network/steps.ts';
import type { ProbeReport } from '../../../engine/spi/probe.ts';
import { statementFailure } from '../errors.ts';
import type { Address } from './address.ts';
import { connectWire } from './login.ts';

const QUESTION = `SELECT pg_catalog.current_database(), pg_catalog.current_setting('server_encoding'),
  CASE WHEN pg_catalog.pg_is_in_recovery() THEN 'standby' ELSE 'primary' END`;

/** Reaches a source step by step, to the first failure; a managed server is started first. Never rejects. */
export async function probe(
  source: string,
  steps: Steps,
  address: () => Promise<Address>,
  managed: boolean,
): Promise<ProbeReport> {
  return await probeServer({
    source,
    steps,
    address: () =>
      managed
        ? steps.run('start', address, ({ port }) => `runs on port ${port}`)
        : steps.run('config', address, ({ host, port, user }) => `${user} at ${host}:${port}`),
    connect: (reached) => connectWire(reached, steps),
    ask: async (wire, signal) => {
      try {
        return (await wire.command(QUESTION))[0]?.[0];
      } catch (cause) {
        throw statementFailure({ source, signal, timeoutMs: null, elapsedMs: 0 }, cause);
      }
    },
  });
}
