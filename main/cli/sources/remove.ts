import { join } from 'node:path';
import { connectors } from '../../compose.ts';
import { forgetKeptRows } from '../../host/resources.ts';
import { findSource } from '../../services/sources/find-source.ts';
import { KillSwitch } from '../../services/sources/kill-switch.ts';
import { removeSource } from '../../services/workspace/edit-sources.ts';
import { loadWorkspace } from '../../services/workspace/load-workspace.ts';
import { EXIT } from '../command.ts';
import { withVault } from '../secrets/keep-secret.ts';
import type { ActionContext } from './action-context.ts';
import { print } from './print.ts';

/** `atoll sources remove`: out of `atoll.yaml`; nothing happens at the source itself. */
export async function removeSourceAction(name: string, context: ActionContext): Promise<number> {
  const { dir, sources } = await loadWorkspace(context.workspaceDir, connectors());
  const known = await removeSource({ dir, connectors: connectors() }, name);
  // Where the keychain can't be used, an entry that nobody reads any more stays behind.
  if (findSource(sources, known).secret?.kind === 'keychain')
    await withVault((vault) => vault.forget({ workspaceDir: dir, source: known })).catch(() => undefined);
  const stateDir = join(dir, '.atoll');
  await new KillSwitch(stateDir).revive(known);
  await forgetKeptRows(stateDir, known);
  await print({ removed: known }, () => `removed ${known} from atoll.yaml; its data is untouched\n`, context);
  return EXIT.success;
}
