import { reportOf } from '../../errors/atoll-error.ts';
import type { ProbeReport } from '../probe.ts';
import type { Steps } from './steps.ts';

/** How a server is reached and asked. */
export interface ServerProbe<Address, Connection> {
  readonly source: string;
  readonly steps: Steps;
  /** The first step, which records itself: where the server is, or that it has been started. */
  readonly address: () => Promise<Address>;
  readonly connect: (address: Address) => Promise<Connection>;
  /** A first statement; its first row says what kind of database answers. Rejects with AtollError. */
  readonly ask: (wire: Connection, signal: AbortSignal) => Promise<readonly (string | null)[] | undefined>;
}

/** Reaches a server step by step, to the first failure. Never rejects. */
export async function probeServer<Address, Connection extends { end(): void }>({
  source,
  steps,
  address,
  connect,
  ask,
}: ServerProbe<Address, Connection>): Promise<ProbeReport> {
  try {
    const wire = await connect(await address());
    try {
      await steps.run(
        'query',
        (signal) => ask(wire, signal),
        (row = []) => row.join(', '),
      );
    } finally {
      wire.end();
    }
    return { source, ok: true, steps: steps.done };
  } catch (error) {
    const known = steps.done.at(-1);
    if (known?.ok !== false) steps.fail(reportOf(error).step ?? 'config', error, 0);
    return { source, ok: false, steps: steps.done };
  }
}
