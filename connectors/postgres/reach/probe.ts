import type { ProbeReport } from '../../../engine/spi/probe.ts';
import type { Address } from './address.ts';
import { connectWire } from './login.ts';
import type { Steps } from '../../../engine/spi/network/steps.ts';

const QUESTION = `SELECT pg_catalog.current_database(), pg_catalog.current_setting('server_encoding'),
  CASE WHEN pg_catalog.pg_is_in_recovery() THEN 'standby' ELSE 'primary' END`;

/** Reaches a source step by step, to the first failure; a managed server is started first. Never rejects. */
export async function probe(
  source: string,
  steps: Steps,
  address: () => Promise<Address>,
  managed: boolean,
): Promise<ProbeReport> {
  try {
    const resolved = managed
      ? await steps.run('start', address, ({ port }) => `runs on port ${port}`)
      : await steps.run('config', address, ({ host, port, user }) => `${user} at ${host}:${port}`);
    const wire = await connectWire(resolved, steps);
    try {
      await steps.run(
        'query',
        () => wire.command(QUESTION),
        ([rows]) => (rows?.[0] ?? []).join(', '),
      );
    } finally {
      wire.end();
    }
    return { source, ok: true, steps: steps.done };
  } catch (error) {
    const known = steps.done.at(-1);
    if (known?.ok !== false) steps.fail('config', error, 0);
    return { source, ok: false, steps: steps.done };
  }
}
