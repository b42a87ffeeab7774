import type { ServerSocket } from './server-socket.ts';

/** A way to servers that this machine can't reach itself. All connections of a source share one. */
export interface Tunnel {
  /** For people, such as `ann@gate.example`. */
  readonly label: string;
  /**
   * Opens the tunnel where it is not open; resolves with what came of it, for people. Rejects with AtollError of the step
   * `tunnel`.
   */
  open(signal: AbortSignal): Promise<string>;
  /** A connection from its far end. Rejects with AtollError of the step `tcp`, or `tunnel` where that broke. */
  connect(host: string, port: number, signal: AbortSignal): Promise<ServerSocket>;
  /** Closes it with all that goes through it; idempotent. */
  close(): void;
}
