import type { ProbeReport } from '../../../engine/spi/probe.ts';
import type { Address } from './address.ts';
import { connectWire } from './login.ts';
import type { Steps } from '../../../engine/spi/network/steps.ts';

const QUESTION = "SELECT database(), @@character_set_database, IF(@@read_only, 'read-only', 'writable')";

/** Reaches a source step by step, to the first failure. Never rejects. */
export async function probe(
  source: string,
  steps: Steps,
  address: () => Promise<Address>,
): Promise<ProbeReport> {
  try {
    const resolved = await steps.run(
      'config',
      address,
      ({ host, port, user }) => `${user} at ${host}:${port}`,
    );
    const wire = await connectWire(resolved, steps);
    try {
      await steps.run(
        'query',
        () => wire.command(QUESTION),
        ([row]) => (row ?? []).join(', '),
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
