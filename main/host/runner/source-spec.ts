import type { SourceConfig } from '../../../engine/spi/config-field.ts';
import type { SourceLimits } from '../../../engine/types/limits.ts';

/** A registered source as plain data: what another process needs to open it, the secret apart. */
export interface SourceSpec {
  readonly name: string;
  readonly kind: string;
  readonly config: SourceConfig;
  readonly limits: SourceLimits;
  /** Changes with the secret, so that connections made with an old one are not used again. */
  readonly secretVersion?: string | null;
}
