import type { Duplex } from 'node:stream';

/** A connection to a server: a TCP socket, TLS over one, or either at the far end of a tunnel. */
export interface ServerSocket extends Duplex {
  /** Keeps the program from ending while it is open, as it does at first. */
  ref(): unknown;
  unref(): unknown;
  setNoDelay(on?: boolean): unknown;
  setKeepAlive(on?: boolean, afterMs?: number): unknown;
}
