import { join } from 'node:path';
import { connectors } from '../../compose.ts';
import { findSource } from '../../services/sources/find-source.ts';
import { KillSwitch } from '../../services/sources/kill-switch.ts';
import { summaryOf } from '../../services/sources/source-summary.ts';
import { loadWorkspace } from '../../services/workspace/load-workspace.ts';
import { EXIT } from '../command.ts';
import type { ActionContext } from './action-context.ts';
import { print } from './print.ts';

/** `atoll sources kill`: stops queries on the source, running ones too, until it is revived. */
export async function killSource(name: string, context: ActionContext): Promise<number> {
  return turn(name, 'kill', context);
}

/** `atoll sources revive`. */
export async function reviveSource(name: string, context: ActionContext): Promise<number> {
  return turn(name, 'revive', context);
}

async function turn(name: string, way: 'kill' | 'revive', context: ActionContext): Promise<number> {
  const { dir, sources } = await loadWorkspace(context.workspaceDir, connectors());
  const source = findSource(sources, name);
  const killSwitch = new KillSwitch(join(dir, '.atoll'));
  if (way === 'kill') await killSwitch.kill(source.name);
  else await killSwitch.revive(source.name);
  const text =
    way === 'kill'
      ? `${source.name} is switched off: no query reads it until atoll sources revive ${source.name}\n`
      : `${source.name} may be read again\n`;
  await print({ source: summaryOf(source, await killSwitch.killed()) }, () => text, context);
  return EXIT.success;
}
