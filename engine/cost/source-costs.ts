import type { CostProfile } from '../spi/cost-profile.ts';
import type { Calibration } from './calibration.ts';

/** What work and sending cost at one source, as this workspace knows it. */
export interface SourceCosts {
  readonly profile: CostProfile;
  /** Measured time of the source's own work over what its profile says; 1 where nothing was measured. */
  readonly work: number;
  /** The same of sending rows. */
  readonly send: number;
  /** Microseconds that the network takes for a byte; 0 where the source is on this machine. */
  readonly byte: number;
}

/** A network of one gigabit a second, until runs have shown another. */
const NETWORK_BYTE = 0.008;

/**
 * How far work and sending may be held to differ from the profile's ratio: what slows a source down, such as the machine's
 * other work, mostly slows both, though a query may have shown only one of them.
 */
const MOST_APART = 1.5;

/** A source's costs: its kind's, corrected by what was measured. */
export function sourceCosts(profile: CostProfile, { work, send }: Calibration, isNear: boolean): SourceCosts {
  const trusted = Math.min(send * MOST_APART, Math.max(send / MOST_APART, work));
  return { profile, work: trusted, send, byte: isNear ? 0 : NETWORK_BYTE };
}
