import { LOCAL_COSTS } from '../spi/cost-profile.ts';
import { UNCALIBRATED } from './calibration.ts';
import { sourceCosts, type SourceCosts } from './source-costs.ts';

/** A source as fast as the local engine: nothing is gained by running work elsewhere. */
export const SAMPLE_COSTS: SourceCosts = sourceCosts(LOCAL_COSTS, UNCALIBRATED, true);

/** A source that sends quickly and works slowly: whatever it does over many rows is better done here. */
export const SLOW_COSTS: SourceCosts = sourceCosts(
  {
    ...LOCAL_COSTS,
    operation: 2,
    decimal: 2,
    group: 5,
    groupMany: 5,
    accumulate: 2,
    join: 5,
    joinMany: 5,
    sort: 20,
    send: 0.01,
    sendColumn: 0.01,
  },
  UNCALIBRATED,
  true,
);
