import type { VaultState } from '../../contract/api/app.ts';
import type { ApiInput } from '../../contract/api/api.ts';

/** Whose password: that of a source of a workspace. */
export interface VaultKey {
  /** Absolute. */
  readonly workspaceDir: string;
  /** As `atoll.yaml` has it; two that differ by case alone are one. */
  readonly source: string;
}

/** What to use in place of the keychain, or the keychain again. */
export type VaultChoice = ApiInput<'vault', 'choose'>;

/** What keeps passwords: one for the whole program, over all workspaces. Nothing here is ever written in plain text. */
export interface Vault {
  /** As it is known now; `ready` finds out. */
  readonly state: VaultState;
  /** Resolves when it is known whether the keychain can be used. Never rejects. */
  ready(): Promise<VaultState>;
  /**
   * The password, read anew at each call so that a rotated one is seen. Null where none is kept, and also where the
   * keychain can't be used: `state.keychainProblem` then says why. Rejects with `secret-locked` where the encrypted file
   * needs its passphrase.
   */
  read(key: VaultKey): Promise<string | null>;
  /** Rejects with `secret-locked` as `read` does, or where the keychain refuses. */
  keep(key: VaultKey, secret: string): Promise<void>;
  /** Idempotent. Rejects as `keep` does. */
  forget(key: VaultKey): Promise<void>;
  /**
   * Changes the store; what was kept in memory goes along. `file` unlocks the file that there is, or makes one;
   * `keychain` asks the keychain once more. Rejects with `secret-locked` for a wrong passphrase.
   */
  choose(choice: VaultChoice): Promise<VaultState>;
  /** Calls the listener after each change of `state`. Returns how to stop. */
  onChange(listener: (state: VaultState) => void): () => void;
  /** Lets go of the keychain. */
  close(): void;
}
