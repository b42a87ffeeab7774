import { createServer, type RequestListener, type Server } from 'node:http';
import type { ListenOptions } from 'node:net';
import type { Duplex } from 'node:stream';

/** What a refused connection hears: there are no web sockets here, and nothing is tunnelled. */
const REFUSED = 'HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

/** Time for the headers of a request, ms. Its body may take any time: files of any size are sent. */
const HEADERS_MS = 15_000;

/** An HTTP server for windows, over TCP and over private sockets alike. */
export function httpServer(listener: RequestListener): Server {
  const server = createServer({ headersTimeout: HEADERS_MS, requestTimeout: 0 }, listener);
  const refuse = (_request: unknown, socket: Duplex): void => {
    socket.on('error', () => undefined);
    socket.end(REFUSED);
  };
  server.on('upgrade', refuse);
  server.on('connect', refuse);
  return server;
}

/** Listens; rejects with what the system says, such as EADDRINUSE. */
export function listen(server: Server, at: ListenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(at, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Stops listening and cuts what is still open, such as followed events. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
