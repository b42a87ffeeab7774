import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { allowWasm } from './security-headers.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

/** Names that the build gives to files whose content they depend on: `index-Bx3_9-aZ.js`. */
const HASHED = /^.+-[\w-]{8}\.\w+$/;

/** Scripts that run as workers: `editor.worker-Bx3_9-aZ.js`. */
const WORKER = /(?:^|[.-])worker[.-][\w-]*\.?js$/;

/**
 * Sends a file of the built window; false where there is none. `segments` are plain names (see `pathSegments`); links
 * that lead out of the folder are none.
 */
export async function sendStatic(
  root: string,
  segments: readonly string[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const path = join(root, ...segments);
  const found = await fileBelow(root, path);
  const name = segments.at(-1) ?? '';
  const type = TYPES[extname(name)];
  if (found === null || type === undefined) return false;
  const tag = `"${found.size.toString(36)}-${Math.trunc(found.mtimeMs).toString(36)}"`;
  response.setHeader('content-type', type);
  response.setHeader(
    'cache-control',
    HASHED.test(name) ? 'private, max-age=31536000, immutable' : 'no-cache',
  );
  response.setHeader('etag', tag);
  if (WORKER.test(name)) allowWasm(response);
  if (request.headers['if-none-match'] === tag) {
    response.writeHead(304).end();
    return true;
  }
  response.writeHead(200, { 'content-length': found.size });
  if (request.method === 'HEAD') response.end();
  else await pipeline(createReadStream(path), response).catch(() => response.destroy());
  return true;
}

async function fileBelow(
  root: string,
  path: string,
): Promise<{ readonly size: number; readonly mtimeMs: number } | null> {
  try {
    const [real, realRoot] = await Promise.all([realpath(path), realpath(root)]);
    if (!real.startsWith(realRoot + sep)) return null;
    const found = await stat(real);
    return found.isFile() ? found : null;
  } catch {
    return null;
  }
}
