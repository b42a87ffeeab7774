import type { ServerSocket } from './server-socket.ts';

/** The first argument of a socket's next event of this name; rejects where the socket fails or closes before. */
export function socketEvent(socket: ServerSocket, event: 'data'): Promise<Buffer>;
export function socketEvent(socket: ServerSocket, event: 'connect' | 'secureConnect'): Promise<unknown>;
export function socketEvent(socket: ServerSocket, event: string): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const failed = (error: Error): void => reject(error);
  const closed = (): void => reject(new Error('The connection was closed.'));
  const arrived = (first: unknown): void => resolve(first);
  socket.once(event, arrived).on('error', failed).on('close', closed);
  return promise.finally(() => void socket.off(event, arrived).off('error', failed).off('close', closed));
}
