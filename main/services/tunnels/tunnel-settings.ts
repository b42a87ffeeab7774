import type { Tunnel as TunnelConfig } from '../../contract/api/sources.ts';

/** The tunnel of one source, and who hears of its server's key. */
export interface TunnelSettings extends TunnelConfig {
  /** The source's name, for errors. */
  readonly source: string;
  /** A relative path of a key file starts here. */
  readonly workspaceDir: string;
  /** Called with the server's fingerprint where none was known: from then on it is the only right one. */
  readonly onFirstKey: (fingerprint: string) => void;
}
