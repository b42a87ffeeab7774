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

/** A certificate and its key that prove to the server who connects, under the names that libpq has for them. */
export const CLIENT_CERTIFICATE_FIELDS: readonly ConfigField[] = [
  {
    name: 'sslcert',
    label: 'Client certificate',
    type: 'path',
    required: false,
    help: 'PEM file that proves who you are, where the server asks for one.',
  },
  {
    name: 'sslkey',
    label: 'Client key',
    type: 'path',
    required: false,
    help: 'PEM file with the private key of the client certificate: for you alone to read, and without a passphrase.',
  },
];

/** How a connection is encrypted. */
export const SSLMODE_FIELD: ConfigField = {
  name: 'sslmode',
  label: 'Encryption',
  type: 'choice',
  required: false,
  default: 'prefer',
  choices: SSL_MODES,
  help: 'prefer encrypts where the server can, require always, both without checking who the server is; verify-ca checks its certificate too, and verify-full also its name, so that nobody can pose as it.',
};
