import { LOCAL_COSTS } from '../spi/cost-profile.ts';
import { UNCALIBRATED } from './calibration.ts';
import { sourceCosts, type SourceCosts } from './source-costs.ts';

/** A source as fast as the local engine: nothing is gained by running work elsewhere. */
export const SAMPLE_COSTS: SourceCosts = sourceCosts(LOCAL_COSTS, UNCALIBRATED, true);
