/** What one source may cost one query; null is no limit. Enforced by the engine, whatever the connector. */
export interface SourceLimits {
  /** Connections at once. */
  readonly connections: number;
  /** Milliseconds that one fragment may take. */
  readonly timeoutMs: number | null;
  readonly rows: number | null;
  readonly bytes: number | null;
  /** Milliseconds for reaching the source and logging in. */
  readonly connectTimeoutMs: number;
}

export const DEFAULT_LIMITS: SourceLimits = {
  connections: 4,
  timeoutMs: null,
  rows: null,
  bytes: null,
  connectTimeoutMs: 10_000,
};
