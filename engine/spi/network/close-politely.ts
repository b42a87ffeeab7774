import type { ServerSocket } from './server-socket.ts';

/** How long a peer may take to close its side. */
const CLOSING_MS = 1000;

/** Sends a last message and closes the socket, whether or not its peer does; idempotent. */
export function closePolitely(socket: ServerSocket, goodbye: Buffer): void {
  if (socket.destroyed) return;
  socket.end(goodbye);
  // A peer that does not close its side must not keep ours.
  const timer = setTimeout(() => socket.destroy(), CLOSING_MS);
  timer.unref();
  socket.once('close', () => clearTimeout(timer));
  socket.resume();
}
