import type { Server } from 'node:http';
import type { WindowHost } from '../window/window-host.ts';
import type { Log } from './answer-call.ts';
import { httpServer } from './http-server.ts';
import { pathSegments } from './path-segments.ts';
import { replyError, unknownRequest } from './reply.ts';
import { WindowApi } from './window-api.ts';

/**
 * The API without checks of who asks, for a socket that nobody else can reach: what the desktop shell forwards to.
 * `listen(privateServer(host, log), { path })`.
 */
export function privateServer(host: WindowHost, log: Log): Server {
  const api = new WindowApi(host, log);
  return httpServer((request, response) => {
    const [root, ...segments] = pathSegments(request.url ?? '') ?? [];
    if (root === 'api') void api.answer(segments, request, response);
    else replyError(response, unknownRequest());
  });
}
