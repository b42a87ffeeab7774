import type { ConfigField } from '../config-field.ts';
import { SSL_MODES } from './ssl-mode.ts';

/** Name or address of a server. */
export const HOST_FIELD: ConfigField = {
  name: 'host',
  label: 'Host',
  type: 'text',
  required: false,
  default: 'localhost',
  help: 'Name or address of the server.',
};

/** TCP port of a server; `usual` is that of its kind. */
export function portField(usual: number): ConfigField {
  return {
    name: 'port',
    label: 'Port',
    type: 'number',
    required: false,
    default: usual,
    help: 'TCP port of the server.',
  };
}

/** How a connection is encrypted. */
export const SSLMODE_FIELD: ConfigField = {
  name: 'sslmode',
  label: 'Encryption',
  type: 'choice',
  required: false,
  default: 'prefer',
  choices: SSL_MODES,
  help: 'prefer and require encrypt without checking who the server is; verify-full checks its certificate and name.',
};
