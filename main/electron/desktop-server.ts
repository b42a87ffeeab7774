import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { AtollError } from '../../engine/errors/atoll-error.ts';
import type { Log } from '../host/http/answer-call.ts';
import { httpServer } from '../host/http/http-server.ts';
import { pathSegments } from '../host/http/path-segments.ts';
import { replyError, unknownRequest } from '../host/http/reply.ts';
import { WindowApi } from '../host/http/window-api.ts';
import type { WindowHost } from '../host/window/window-host.ts';
import { secureResponse } from '../web/security-headers.ts';
import { sendStatic } from '../web/static-files.ts';

export interface DesktopServerParts {
  readonly host: WindowHost;
  /** What each request of the shell carries. */
  readonly token: string;
  /** The built window. */
  readonly windowDir: string;
  readonly log: Log;
}

/** What the desktop shell forwards to: the window's files and its API, for the bearer of the token alone. */
export function desktopServer({ host, token, windowDir, log }: DesktopServerParts): Server {
  const api = new WindowApi(host, log);
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    secureResponse(response);
    try {
      if (!isBearer(request, token)) throw new AtollError('sign-in-needed', 'This is for the window alone.');
      const segments = pathSegments(request.url ?? '');
      if (segments === null) throw unknownRequest();
      const [root, ...more] = segments;
      if (root === 'api') return await api.answer(more, request, response);
      const isRead = request.method === 'GET' || request.method === 'HEAD';
      if (isRead && (await sendStatic(windowDir, segments, request, response))) return;
      throw unknownRequest();
    } catch (error) {
      replyError(response, error);
    }
  };
  return httpServer((request, response) => void answer(request, response));
}

function isBearer({ headers }: IncomingMessage, token: string): boolean {
  const given = Buffer.from(headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
