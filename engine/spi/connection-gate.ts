/** Says whether one more connection to a source may be opened, where several processes share its limit. */
export interface ConnectionGate {
  /**
   * Resolves to true when it may; where none may be opened now, waits or resolves to false. Rejects with the signal's
   * reason.
   */
  enter(wait: boolean, signal: AbortSignal): Promise<boolean>;
  /** A connection that entered is closed. */
  leave(): void;
}

/** For a program that has its sources to itself: the pool's own limit is all there is. */
export const OPEN_GATE: ConnectionGate = {
  enter: () => Promise.resolve(true),
  leave: () => undefined,
};
