import type { VaultState } from '../../main/contract/api/app.ts';

/** Where a password that is typed now will be kept, in one sentence. */
export function vaultWords(vault: VaultState): string {
  switch (vault.store) {
    case 'keychain':
      return 'Kept in the keychain of this system.';
    case 'file':
      return vault.locked
        ? 'Kept in the encrypted file, which is locked.'
        : 'Kept in a file encrypted with your passphrase.';
    case 'memory':
      return 'Kept in memory only: asked for again when Atoll starts next.';
  }
}

/** Whether the user should be told: no keychain and nothing chosen in its place, or a locked file. */
export function vaultNeedsAttention(vault: VaultState): boolean {
  return vault.locked || (vault.store === 'memory' && vault.keychainProblem !== null);
}
