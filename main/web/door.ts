import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { unknownRequest } from '../host/http/reply.ts';
import { sendStatic } from './static-files.ts';
import { DOOR_DIR, ICONS_DIR, TOKENS_DIR } from './window-places.ts';

const UNBUILT = `The window has not been built yet. Stop this program, then run

  npm run build:window

and start it again. npm start does both by itself.
`;

/** The page for a browser that has not been let in: it takes the code from the address or from a person. */
export async function sendDoor(
  status: 200 | 401,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const page = await readFile(join(DOOR_DIR, 'door.html'));
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-length': page.length,
    'cache-control': 'no-store',
  });
  response.end(request.method === 'HEAD' ? undefined : page);
}

/** What the page is made of, by name. It has the window's own colours and sizes. */
const PARTS: ReadonlyMap<string, string> = new Map([
  ['door.js', DOOR_DIR],
  ['door.css', DOOR_DIR],
  ['tokens.css', TOKENS_DIR],
  // Without it a browser asks for /favicon.ico, which the door keeps closed.
  ['icon.svg', ICONS_DIR],
]);

/** The page's script, styles or icon. Throws `request-unknown` for anything else. */
export async function sendDoorPart(
  path: readonly string[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const root = path.length === 1 ? PARTS.get(path[0] ?? '') : undefined;
  if (root === undefined || !(await sendStatic(root, path, request, response))) throw unknownRequest();
}

/** What stands in place of a window that is not there. */
export function sendUnbuilt(response: ServerResponse): void {
  response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
  response.end(UNBUILT);
}
