/** A place that keeps passwords by account: see `accountOf`. */
export interface SecretStore {
  /** Null where none is kept. */
  read(account: string): Promise<string | null>;
  keep(account: string, secret: string): Promise<void>;
  /** Idempotent. */
  forget(account: string): Promise<void>;
}
