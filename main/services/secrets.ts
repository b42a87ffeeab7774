import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AtollError } from '../../engine/errors/atoll-error.ts';
import type { SourceDefinition } from './workspace/workspace.ts';

/** Bits of a file's mode that give others a right. */
const OTHERS = 0o077;

/**
 * The password of a source, read anew at each call so that a rotated one is seen; null where it has none. Throws
 * `secret-missing` where it is not there, `secret-unsupported` for the keychain, which comes with the window.
 */
export async function readSecret(source: SourceDefinition, workspaceDir: string): Promise<string | null> {
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
    case 'keychain':
      throw new AtollError(
        'secret-unsupported',
        `The password of ${name} is kept in the keychain, which this version can't read yet: it comes with the window.`,
        {
          source: name,
          step: 'secret',
          hint: 'Until then name it as secret: env:NAME or secret: file:PATH in atoll.yaml.',
        },
      );
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
