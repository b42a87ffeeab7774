import type { IncomingMessage, ServerResponse } from 'node:http';
import { reportOf } from '../../../engine/errors/atoll-error.ts';
import type { WindowHost } from '../window/window-host.ts';
import { answerCall, type Log } from './answer-call.ts';
import { answerEvents } from './answer-events.ts';
import { answerExport } from './answer-export.ts';
import { answerPage } from './answer-page.ts';
import { queryOf } from './path-segments.ts';
import { receiveFile } from './receive-file.ts';
import { replyError, replyJson, unknownRequest } from './reply.ts';

/** Answers all that lies below `/api`. Whoever calls it has made sure that the caller may ask; it never rejects. */
export class WindowApi {
  readonly #host: WindowHost;
  readonly #log: Log;

  constructor(host: WindowHost, log: Log) {
    this.#host = host;
    this.#log = log;
  }

  /** `segments` is the path after `/api`, decoded. */
  async answer(
    segments: readonly string[],
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    try {
      await this.#route(segments, request, response);
    } catch (error) {
      if (response.destroyed) return;
      if (reportOf(error).code === 'internal')
        this.#log(`${request.method ?? ''} /api/${segments[0] ?? ''}: ${String(error)}`);
      replyError(response, error);
    }
  }

  async #route(
    [area, name, ...more]: readonly string[],
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { handlers, events, pages, exported } = this.#host;
    const query = queryOf(request.url ?? '');
    if (area === undefined || more.length > 0) throw unknownRequest();
    if (request.method === 'POST' && name !== undefined)
      return await answerCall(handlers, [area, name], request, response, this.#log);
    if (request.method === 'PUT' && area === 'files' && name !== undefined)
      return replyJson(response, 201, {
        path: await receiveFile(this.#host.workspace().dir, name, request),
      });
    if (request.method !== 'GET') throw unknownRequest();
    if (area === 'events' && name === undefined)
      return answerEvents(events, query.get('after'), response, this.#log);
    if (area === 'results' && name !== undefined) return await answerPage(pages, name, query, response);
    if (area === 'exports' && name !== undefined) return await answerExport(exported, name, response);
    throw unknownRequest();
  }
}
