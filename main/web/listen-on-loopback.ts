import type { Server } from 'node:http';
import { AtollError } from '../../engine/errors/atoll-error.ts';
import { listen } from '../host/http/http-server.ts';

/** The port that was asked for, or the one to prefer among free ones. */
export type PortWish =
  | { readonly kind: 'exactly'; readonly port: number }
  | { readonly kind: 'any'; readonly preferred: number | null };

/** Listens on 127.0.0.1 and gives the port. Throws `port-taken` where a port that was asked for can't be had. */
export async function listenOnLoopback(server: Server, wish: PortWish): Promise<number> {
  switch (wish.kind) {
    case 'exactly':
      try {
        return await listenOn(server, wish.port);
      } catch (cause) {
        throw portTaken(wish.port, cause);
      }
    case 'any':
      if (wish.preferred === null) return await listenOn(server, 0);
      return await listenOn(server, wish.preferred).catch(() => listenOn(server, 0));
  }
}

async function listenOn(server: Server, port: number): Promise<number> {
  await listen(server, { host: '127.0.0.1', port, exclusive: true });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}

function portTaken(port: number, cause: unknown): AtollError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  const message =
    code === 'EACCES'
      ? `Port ${port} is kept for the system: this user may not listen on it.`
      : `Port ${port} is taken by another program.`;
  return new AtollError('port-taken', message, {
    hint: 'Name another one with --port N, or leave --port out: then a free one is found.',
    cause,
  });
}
