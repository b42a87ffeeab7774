import { reportOf } from '../../../engine/errors/atoll-error.ts';
import type { ProbeReport } from '../../../engine/spi/probe.ts';
import type { Address } from './address.ts';
import { connectWire } from './login.ts';
import type { Steps } from './steps.ts';

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
    if (known?.ok !== false)
      steps.done.push({ step: 'config', ok: false, ms: 0, detail: null, error: reportOf(error) });
    return { source, ok: false, steps: steps.done };
  }
}
