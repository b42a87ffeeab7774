import type { Source } from '../../../engine/spi/connector.ts';
import type { CatalogService } from '../catalogs/catalog-service.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { KillSwitch } from './kill-switch.ts';

/** The services over the sources as they are now. */
export interface SourcesHost {
  readonly workspace: Workspace;
  readonly source: (name: string) => Source;
  readonly killSwitch: KillSwitch;
  readonly catalogs: CatalogService;
  /** Lets a password be tried again that the server has refused. */
  readonly allowPassword: (source: string) => void;
  readonly forgetRows: (source: string) => Promise<void>;
}
