import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** What `protocol.handle` was given: https://www.electronjs.org/docs/latest/api/protocol#protocolhandlescheme-handler */
export type ProtocolHandler = (request: Request) => Response | Promise<Response>;

/**
 * Carries the requests of a Chromium page to a protocol handler. A page can't have a scheme that its browser does not
 * know, so the scheme's one host stands behind a port of this machine; the handler sees the scheme's own addresses.
 */
export class PageServer {
  readonly #origin: string;
  readonly #handler: () => ProtocolHandler | null;
  readonly #server = createServer((request, response) => void this.#answer(request, response));

  /** `origin` such as `atoll://app`. */
  constructor(origin: string, handler: () => ProtocolHandler | null) {
    this.#origin = origin;
    this.#handler = handler;
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  /** Where the page finds an address of the scheme; any other is as it is. */
  outside(url: string): string {
    return url.startsWith(`${this.#origin}/`) ? this.#address + url.slice(this.#origin.length) : url;
  }

  /** The scheme's address of what the page asks for. */
  inside(url: string): string {
    return url.startsWith(`${this.#address}/`) ? this.#origin + url.slice(this.#address.length) : url;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get #address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async #answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const handler = this.#handler();
    if (handler === null) return void response.writeHead(502).end();
    try {
      const answer = await handler(this.#request(incoming, gone.signal));
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      if (answer.body === null) response.end();
      else await pipeline(Readable.fromWeb(answer.body as never), response);
    } catch {
      response.destroy();
    }
  }

  #request(incoming: IncomingMessage, signal: AbortSignal): Request {
    const method = incoming.method ?? 'GET';
    const headers = Object.entries(incoming.headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as [string, string]] : [],
    );
    const hasBody = method !== 'GET' && method !== 'HEAD';
    return new Request(this.#origin + (incoming.url ?? '/'), {
      method,
      headers,
      signal,
      ...(hasBody ? { body: Readable.toWeb(incoming) as never, duplex: 'half' } : {}),
    });
  }
}
