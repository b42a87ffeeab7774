import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WindowSource } from '../../contract/api/sources.ts';
import type { Vault } from '../vault/vault.ts';
import type { SourceDefinition } from '../workspace/workspace.ts';

/** A keychain that asks its user something is not waited for, ms. */
const KEYCHAIN_MS = 400;

/** Whether a source's password is where `atoll.yaml` says. Never rejects, and never holds up a list. */
export async function secretStateOf(
  { name, secret }: SourceDefinition,
  workspaceDir: string,
  vault: Vault,
): Promise<WindowSource['secretState']> {
  if (secret === null) return 'none';
  switch (secret.kind) {
    case 'env':
      return process.env[secret.variable] === undefined ? 'missing' : 'present';
    case 'file':
      return await stat(resolve(workspaceDir, secret.path)).then(
        (found) => (found.isFile() ? 'present' : 'missing'),
        () => 'missing',
      );
    case 'keychain': {
      if (vault.state.locked) return 'locked';
      const read = vault.read({ workspaceDir, source: name }).then(
        (found) => (found === null ? 'missing' : 'present'),
        () => 'locked' as const,
      );
      return await Promise.race([read, sleep(KEYCHAIN_MS, 'unchecked' as const, { ref: false })]);
    }
  }
}
