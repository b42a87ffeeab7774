import { afterAll, beforeAll, describe } from 'vitest';
import type { Connector } from '../../engine/spi/connector.ts';
import { batchesTopic } from './batches.ts';
import { Bench } from './bench.ts';
import { cancelTopic } from './cancel.ts';
import { capabilitiesTopic } from './capabilities.ts';
import { catalogTopic } from './catalog.ts';
import { configTopic } from './config.ts';
import { driftTopic } from './drift.ts';
import { errorsTopic } from './errors.ts';
import type { ConformanceFixture } from './fixture.ts';
import { interruptTopic } from './interrupt.ts';
import { limitsTopic } from './limits.ts';
import { probeTopic } from './probe.ts';
import { readOnlyTopic } from './read-only.ts';
import { readTopic } from './read.ts';
import { snapshotTopic } from './snapshot.ts';

/**
 * The suite that every connector passes. `prepare` brings up a real, empty source of the kind; where none can be had,
 * `missing` says what it needs, and the suite is skipped under that name.
 */
export function conformance(
  connector: Connector,
  prepare: () => Promise<ConformanceFixture>,
  missing: string | null = null,
): void {
  const streams = connector.dialect !== null;
  const title = `${connector.kind} conforms${missing === null ? '' : ` (${missing})`}`;
  describe.skipIf(missing !== null)(title, () => {
    let bench: Bench | null = null;
    const started = (): Bench => {
      if (bench === null) throw new Error('The source is not up.');
      return bench;
    };
    beforeAll(async () => {
      bench = await Bench.start(await prepare());
    }, 60_000);
    afterAll(async () => {
      await bench?.stop();
    });
    configTopic(started);
    probeTopic(started);
    errorsTopic(started);
    catalogTopic(started);
    readTopic(started);
    limitsTopic(started);
    snapshotTopic(started);
    if (streams) {
      batchesTopic(started);
      cancelTopic(started);
    } else {
      interruptTopic(started);
    }
    readOnlyTopic(started);
    driftTopic(started);
    capabilitiesTopic(started);
  });
}
