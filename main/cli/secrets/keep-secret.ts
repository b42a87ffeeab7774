import { AtollError } from '../../../engine/errors/atoll-error.ts';
import { atollHome } from '../../services/home.ts';
import { SystemVault } from '../../services/vault/system-vault.ts';
import type { Vault, VaultKey } from '../../services/vault/vault.ts';
import type { CommandContext } from '../command.ts';
import { readSecret } from './read-secret.ts';

/** Works with the vault of this process and lets go of it. */
export async function withVault<Result>(work: (vault: Vault) => Promise<Result>): Promise<Result> {
  const vault = new SystemVault({ home: atollHome() });
  try {
    return await work(vault);
  } finally {
    vault.close();
  }
}

/**
 * Asks for a source's password and keeps it in the keychain, or in the encrypted file where that is in use. False where
 * none was given. Throws `secret-locked` or `secret-missing` where it can't be kept beyond this command.
 */
export async function askAndKeep(
  key: VaultKey,
  { stderr }: Pick<CommandContext, 'stderr'>,
): Promise<boolean> {
  return await withVault(async (vault) => {
    // Before anybody types a password that then has no place.
    const { store, keychainProblem, locked } = await vault.ready();
    if (store === 'memory') throw noPlace(key.source, keychainProblem);
    if (locked) await unlock(vault, key.source, stderr);
    const secret = await readSecret(`Password of ${key.source}: `, process.stdin, stderr);
    if (secret !== null) await vault.keep(key, secret);
    return secret !== null;
  });
}

async function unlock(vault: Vault, source: string, stderr: NodeJS.WritableStream): Promise<void> {
  // Standard input that is no terminal holds the password, and nothing else.
  const passphrase = process.stdin.isTTY
    ? await readSecret('Passphrase of the encrypted passwords: ', process.stdin, stderr)
    : null;
  if (passphrase !== null) {
    await vault.choose({ store: 'file', passphrase });
    return;
  }
  throw new AtollError('secret-locked', 'The encrypted passwords need their passphrase.', {
    source,
    step: 'secret',
    hint: 'Run this on a terminal, where it can be typed, or enter the password in the window.',
  });
}

function noPlace(source: string, problem: string | null): AtollError {
  return new AtollError(
    'secret-missing',
    `The password of ${source} can't be kept. ${problem ?? 'There is no keychain.'}`,
    {
      source,
      step: 'secret',
      hint: 'Say in atoll.yaml where else it is: secret: env:NAME, or secret: file:PATH (mode 600). The window can keep passwords in an encrypted file.',
    },
  );
}
