import type { SourceConfig } from '../../engine/spi/config-field.ts';
import { partsOfUrl } from '../../engine/spi/network/server-url.ts';

/** Parameters of a libpq URL that are settings of ours, under our names. */
const PARAMETERS: Readonly<Record<string, string>> = {
  sslmode: 'sslmode',
  sslrootcert: 'sslrootcert',
  sslcert: 'sslcert',
  sslkey: 'sslkey',
  application_name: 'applicationName',
  schema: 'schema',
  numeric: 'numeric',
  host: 'host',
  port: 'port',
  user: 'user',
  dbname: 'database',
};

/**
 * Reads `postgres://user:password@host:port/database?sslmode=…` (and `postgresql://`). Null for other schemes. A
 * parameter that is not known is kept under its own name, so that the check of the config names it.
 */
export function configFromUrl(
  text: string,
): { readonly config: SourceConfig; readonly secret: string | null } | null {
  if (!/^postgres(ql)?:\/\//i.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  const { config, secret: inUrl } = partsOfUrl(url);
  let secret = inUrl;
  for (const [name, value] of url.searchParams) {
    if (name === 'password') secret = value;
    else if (name === 'schemas') config['schemas'] = value.split(',');
    else config[PARAMETERS[name] ?? name] = value;
  }
  return { config, secret };
}

/** Environment variables of libpq and the fields that they set. */
export const POSTGRES_ENVIRONMENT: Readonly<Record<string, string>> = {
  PGHOST: 'host',
  PGPORT: 'port',
  PGDATABASE: 'database',
  PGUSER: 'user',
  PGSSLMODE: 'sslmode',
  PGSSLROOTCERT: 'sslrootcert',
  PGSSLCERT: 'sslcert',
  PGSSLKEY: 'sslkey',
  PGAPPNAME: 'applicationName',
};
