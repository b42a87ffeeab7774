/** What the parts of a server's URL before its parameters say. */
export interface ServerUrl {
  /** `host`, `port`, `user` and `database`, as far as they are there. */
  readonly config: Record<string, unknown>;
  readonly secret: string | null;
}

/** Reads `scheme://user:password@host:port/database`. */
export function partsOfUrl(url: URL): ServerUrl {
  const config: Record<string, unknown> = {};
  // WHATWG keeps the brackets of an IPv6 address.
  const host = decode(url.hostname).replace(/^\[(.*)\]$/, '$1');
  if (host !== '') config['host'] = host;
  if (url.port !== '') config['port'] = Number(url.port);
  if (url.username !== '') config['user'] = decode(url.username);
  const database = decode(url.pathname.slice(1));
  if (database !== '') config['database'] = database;
  return { config, secret: url.password === '' ? null : decode(url.password) };
}

/** Percent decoding; a text that is not encoded rightly stands for itself. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
