import type { SourceConfig } from '../../engine/spi/config-field.ts';

/** Parameters of a libpq URL that are settings of ours, under our names. */
const PARAMETERS: Readonly<Record<string, string>> = {
  sslmode: 'sslmode',
  sslrootcert: 'sslrootcert',
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
  const config: Record<string, unknown> = {};
  // WHATWG keeps the brackets of an IPv6 address.
  const host = decode(url.hostname).replace(/^\[(.*)\]$/, '$1');
  if (host !== '') config['host'] = host;
  if (url.port !== '') config['port'] = Number(url.port);
  if (url.username !== '') config['user'] = decode(url.username);
  const database = decode(url.pathname.slice(1));
  if (database !== '') config['database'] = database;
  let secret = url.password === '' ? null : decode(url.password);
  for (const [name, value] of url.searchParams) {
    if (name === 'password') secret = value;
    else if (name === 'schemas') config['schemas'] = value.split(',');
    else config[PARAMETERS[name] ?? name] = value;
  }
  return { config, secret };
}

/** Percent decoding; a text that is not encoded rightly stands for itself. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Environment variables of libpq and the fields that they set. */
export const POSTGRES_ENVIRONMENT: Readonly<Record<string, string>> = {
  PGHOST: 'host',
  PGPORT: 'port',
  PGDATABASE: 'database',
  PGUSER: 'user',
  PGSSLMODE: 'sslmode',
  PGSSLROOTCERT: 'sslrootcert',
  PGAPPNAME: 'applicationName',
};
