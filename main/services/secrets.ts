import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AtollError } from '../../engine/errors/atoll-error.ts';
import type { VaultState } from '../contract/api/app.ts';
import type { Vault } from './vault/vault.ts';
import type { SourceDefinition } from './workspace/workspace.ts';

/** Bits of a file's mode that give others a right. */
const OTHERS = 0o077;

/**
 * The password of a source, read anew at each call so that a rotated one is seen; null where it has none. Throws
 * `secret-missing` where it is not there, `secret-locked` where it is kept in a file that needs its passphrase.
 */
export async function readSecret(
  source: SourceDefinition,
  workspaceDir: string,
  vault: Vault,
): Promise<string | null> {
  const { name, secret } = source;
  if (secret === null) return null;
  switch (secret.kind) {
    case 'env': {
      const value = process.env[secret.variable];
      if (value !== undefined) return value;
      throw new AtollError(
        'secret-missing',
        `The password of ${name} should be in the environment variable ${secret.variable}, which is not set.`,
        {
          source: name,
          step: 'secret',
          hint: `Set ${secret.variable} before starting Atoll.`,
        },
      );
    }
    case 'file':
      return readSecretFile(name, resolve(workspaceDir, secret.path));
    case 'keychain': {
      const kept = await vault.read({ workspaceDir, source: name });
      if (kept !== null) return kept;
      throw notKept(name, vault.state);
    }
  }
}

/** What it takes to enter a password; the window has a form for it. */
const ENTER = 'Enter it in the window, or on the command line: atoll secrets set';

function notKept(source: string, { store, keychainProblem }: VaultState): AtollError {
  const [where, hint] = wordsOf(store, source);
  const problem = keychainProblem === null ? '' : ` ${keychainProblem}`;
  return new AtollError('secret-missing', `The password of ${source} is not ${where}.${problem}`, {
    source,
    step: 'secret',
    hint,
  });
}

function wordsOf(store: VaultState['store'], source: string): readonly [where: string, hint: string] {
  switch (store) {
    case 'keychain':
      return ["in this system's keychain", `${ENTER} ${source}`];
    case 'file':
      return ['in the file of encrypted passwords', `${ENTER} ${source}`];
    case 'memory':
      return [
        'known: there is no keychain that could keep it',
        'Enter it in the window, where it is kept until Atoll ends or in an encrypted file; or name another place in atoll.yaml, such as secret: env:NAME.',
      ];
  }
}

async function readSecretFile(source: string, path: string): Promise<string> {
  try {
    const { mode } = await stat(path);
    if (process.platform !== 'win32' && (mode & OTHERS) !== 0) {
      throw new AtollError(
        'secret-missing',
        `The password file of ${source} can be read by others (mode ${(mode & 0o777).toString(8)}).`,
        {
          source,
          step: 'secret',
          hint: `Make it your own: chmod 600 ${path}`,
        },
      );
    }
    const text = await readFile(path, 'utf8');
    return text.replace(/\r?\n$/, '');
  } catch (error) {
    if (error instanceof AtollError) throw error;
    throw new AtollError('secret-missing', `The password file of ${source}, ${path}, can't be read.`, {
      source,
      step: 'secret',
      hint: 'Write the password into it, with mode 600, or name another one in atoll.yaml.',
      cause: error,
    });
  }
}
