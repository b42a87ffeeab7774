import type { SourceConfig } from '../../engine/spi/config-field.ts';
import { partsOfUrl } from '../../engine/spi/network/server-url.ts';

/** Parameters of a URL that are settings of ours, under the names that clients of MySQL have for them. */
const PARAMETERS: Readonly<Record<string, string>> = {
  sslmode: 'sslmode',
  'ssl-mode': 'sslmode',
  sslca: 'sslca',
  'ssl-ca': 'sslca',
  sslcert: 'sslcert',
  'ssl-cert': 'sslcert',
  sslkey: 'sslkey',
  'ssl-key': 'sslkey',
  zeroDates: 'zeroDates',
  time: 'time',
};

/** The modes as MySQL's own clients spell them. */
const MODES: Readonly<Record<string, string>> = {
  DISABLED: 'disable',
  PREFERRED: 'prefer',
  REQUIRED: 'require',
  VERIFY_CA: 'verify-ca',
  VERIFY_IDENTITY: 'verify-full',
};

/**
 * Reads `mysql://user:password@host:port/database?sslmode=…` (and `mariadb://`). Null for other schemes. A parameter
 * that is not known is kept under its own name, so that the check of the config names it.
 */
export function configFromUrl(
  text: string,
): { readonly config: SourceConfig; readonly secret: string | null } | null {
  if (!/^(mysql|mariadb):\/\//i.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  const { config, secret: inUrl } = partsOfUrl(url);
  let secret = inUrl;
  for (const [name, value] of url.searchParams) {
    if (name === 'password') secret = value;
    else if (name === 'databases') config['databases'] = value.split(',');
    else config[PARAMETERS[name] ?? name] = MODES[value] ?? value;
  }
  return { config, secret };
}

/** Environment variables and the fields that they set: those of the client programs, and those of the server's images. */
export const MYSQL_ENVIRONMENT: Readonly<Record<string, string>> = {
  MYSQL_HOST: 'host',
  MYSQL_TCP_PORT: 'port',
  MYSQL_DATABASE: 'database',
  MYSQL_USER: 'user',
};
