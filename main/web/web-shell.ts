import type { IncomingMessage, ServerResponse } from 'node:http';
import { AtollError } from '../../engine/errors/atoll-error.ts';
import type { Log } from '../host/http/answer-call.ts';
import { pathSegments } from '../host/http/path-segments.ts';
import { readJson } from '../host/http/read-json.ts';
import { replyError, replyJson, unknownRequest } from '../host/http/reply.ts';
import { WindowApi } from '../host/http/window-api.ts';
import type { WindowHost } from '../host/window/window-host.ts';
import { BrowserSessions } from './browser-sessions.ts';
import { checkCaller } from './check-caller.ts';
import { sendDoor, sendDoorPart, sendUnbuilt } from './door.ts';
import type { OneTimeCodes } from './one-time-codes.ts';
import { secureResponse } from './security-headers.ts';
import { sendStatic } from './static-files.ts';

/** What a shell is made of. */
export interface WebShellParts {
  readonly host: WindowHost;
  readonly codes: OneTimeCodes;
  readonly port: number;
  /** The built window. */
  readonly windowDir: string;
  readonly log: Log;
}

/**
 * Answers the browsers of one port. Each request is checked in this order: who asked whom (Host, Origin), a plain path,
 * a session's cookie; then it is routed. The door is open to those who have none.
 */
export class WebShell {
  readonly #parts: WebShellParts;
  readonly #sessions: BrowserSessions;
  readonly #api: WindowApi;

  constructor(parts: WebShellParts) {
    this.#parts = parts;
    this.#sessions = new BrowserSessions(parts.port);
    this.#api = new WindowApi(parts.host, parts.log);
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    secureResponse(response);
    try {
      const segments = pathSegments(request.url ?? '');
      checkCaller(request, this.#parts.port, segments?.length === 1 && segments[0] === 'enter');
      if (segments === null) throw unknownRequest();
      await this.#route(segments, request, response);
    } catch (error) {
      replyError(response, error);
    }
  }

  async #route(
    segments: readonly string[],
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const [root, ...more] = segments;
    const method = request.method ?? '';
    if (root === 'enter') return await this.#enter(more, request, response);
    if (!this.#sessions.isKnown(request.headers.cookie)) {
      if (root === undefined && method === 'GET') return await sendDoor(401, request, response);
      throw new AtollError('sign-in-needed', 'This browser has not been let in.', {
        hint: 'Run the command that started Atoll again: it prints a new address.',
      });
    }
    if (root === 'api') return await this.#api.answer(more, request, response);
    if (method !== 'GET' && method !== 'HEAD') throw unknownRequest();
    const file = root === undefined ? ['index.html'] : segments;
    if (await sendStatic(this.#parts.windowDir, file, request, response)) return;
    if (root === undefined) return sendUnbuilt(response);
    throw unknownRequest();
  }

  /** The page that asks for a code, its script and style, and the exchange of a code for a cookie. */
  async #enter(more: readonly string[], request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'GET' || request.method === 'HEAD') {
      if (more.length === 0) return await sendDoor(200, request, response);
      return await sendDoorPart(more, request, response);
    }
    if (request.method !== 'POST' || more.length > 0) throw unknownRequest();
    const body = await readJson(request);
    const code = typeof body === 'object' && body !== null && 'code' in body ? body.code : null;
    if (typeof code !== 'string' || !this.#parts.codes.redeem(code))
      throw new AtollError(
        'sign-in-needed',
        'This code is not valid, or not any more: each works once, for one minute.',
        {
          hint: 'Press Enter where Atoll runs, or run its command again, for a new one.',
        },
      );
    response.setHeader('set-cookie', this.#sessions.begin());
    replyJson(response, 200, {});
  }
}
