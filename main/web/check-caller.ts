import type { IncomingMessage } from 'node:http';
import { AtollError } from '../../engine/errors/atoll-error.ts';

/** Where a document is shown that has a place inside another page. */
const EMBEDDED = new Set(['iframe', 'frame', 'embed', 'object', 'fencedframe']);

/** Methods that change nothing. */
const SAFE = new Set(['GET', 'HEAD']);

/**
 * Refuses requests that another site makes a browser send, or that reach this port under another name (a foreign name
 * that resolves to 127.0.0.1). `isDoor` is true for the page that asks for a code: a link may lead there from anywhere.
 * Throws `request-refused`.
 */
export function checkCaller(request: IncomingMessage, port: number, isDoor: boolean): void {
  const host = hostOf(request);
  if (host === null || !isOwnName(host, port)) throw refused('its Host header names another place');
  const { origin } = request.headers;
  const changes = !SAFE.has(request.method ?? '');
  if ((origin !== undefined || changes) && origin !== `http://${host}`)
    throw refused('it does not come from a page of this window');
  if (!comesFromHere(request, isDoor && !changes)) throw refused('another site asked for it');
}

/** The one `Host` header; null where there is none, or there are several. */
function hostOf({ rawHeaders }: IncomingMessage): string | null {
  const hosts = rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === 'host');
  return hosts.length === 1 ? (hosts[0] ?? null) : null;
}

function isOwnName(host: string, port: number): boolean {
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`;
}

/** `Sec-Fetch-*` is what a browser says of itself; other programs send none, and need a cookie all the same. */
function comesFromHere({ headers }: IncomingMessage, mayBeLinked: boolean): boolean {
  const site = headers['sec-fetch-site'];
  const dest = headers['sec-fetch-dest'];
  if (typeof dest === 'string' && EMBEDDED.has(dest)) return false;
  if (site === undefined || site === 'same-origin' || site === 'none') return true;
  return mayBeLinked && headers['sec-fetch-mode'] === 'navigate' && dest === 'document';
}

function refused(why: string): AtollError {
  return new AtollError('request-refused', `This request was refused: ${why}.`, {
    hint: 'Open the window at the address that atoll serve printed.',
  });
}
