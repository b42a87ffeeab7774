import type { Server } from 'node:http';
import type { Log } from '../host/http/answer-call.ts';
import { closeServer, httpServer } from '../host/http/http-server.ts';
import type { WindowHost } from '../host/window/window-host.ts';
import { listenOnLoopback } from './listen-on-loopback.ts';
import { OneTimeCodes } from './one-time-codes.ts';
import { rememberedPort, rememberPort } from './remembered-ports.ts';
import { WebShell } from './web-shell.ts';

/** How a browser shell is opened. */
export interface BrowserShellOptions {
  readonly host: WindowHost;
  /** The workspace that it is started for, absolute; empty where none. It keeps its port from start to start. */
  readonly workspace: string;
  /** Null for any free one. */
  readonly port: number | null;
  /** The built window. */
  readonly windowDir: string;
  readonly log: Log;
  /** A clock that never goes back, ms. */
  readonly now?: () => number;
}

/** The host, listening on 127.0.0.1 for browsers. */
export class BrowserShell implements AsyncDisposable {
  readonly port: number;
  readonly #server: Server;
  readonly #codes: OneTimeCodes;

  private constructor(port: number, server: Server, codes: OneTimeCodes) {
    this.port = port;
    this.#server = server;
    this.#codes = codes;
  }

  /** Throws `port-taken`. */
  static async open(options: BrowserShellOptions): Promise<BrowserShell> {
    const { host, workspace, windowDir, log } = options;
    const codes = new OneTimeCodes(options.now);
    let shell: WebShell | null = null;
    const server = httpServer((request, response) => void shell?.answer(request, response));
    const preferred = options.port === null ? await rememberedPort(host.home, workspace) : null;
    const port = await listenOnLoopback(
      server,
      options.port === null ? { kind: 'any', preferred } : { kind: 'exactly', port: options.port },
    );
    shell = new WebShell({ host, codes, port, windowDir, log });
    await rememberPort(host.home, workspace, port);
    return new BrowserShell(port, server, codes);
  }

  /**
   * An address that lets one browser in, once, within a minute. The code stands behind `#`, which no browser sends: it
   * is in no request line, no Referer and no log.
   */
  freshAddress(): string {
    return `http://127.0.0.1:${this.port}/enter#${this.#codes.issue()}`;
  }

  close(): Promise<void> {
    return closeServer(this.#server);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
