import type { SourceConfig } from '../../../engine/spi/config-field.ts';
import type { Tunnel } from '../../contract/api/sources.ts';
import type { SourceLimits } from '../../../engine/types/limits.ts';

/** A registered source as plain data: what another process needs to open it, the secret apart. */
export interface SourceSpec {
  readonly name: string;
  readonly kind: string;
  readonly config: SourceConfig;
  readonly limits: SourceLimits;
  /** The SSH tunnel that leads to it; absent or null where this machine reaches it itself. */
  readonly tunnel?: Tunnel | null;
  /** Changes with the secret, so that connections made with an old one are not used again. */
  readonly secretVersion?: string | null;
}
