/** What the host asks of the process that speaks to the keychain. */
export interface KeychainRequest {
  readonly ask: number;
  readonly method: 'getPassword' | 'setPassword' | 'deletePassword';
  readonly account: string;
  /** Of `setPassword`. */
  readonly secret: string | null;
}

/** Its answer. `error` is the library's own text. */
export type KeychainAnswer =
  | { readonly ask: number; readonly ok: true; readonly secret: string | null }
  | { readonly ask: number; readonly ok: false; readonly error: string };
