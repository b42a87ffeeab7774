import { join } from 'node:path';
import { connectors } from '../../compose.ts';
import { findSource } from '../../services/sources/find-source.ts';
import { KillSwitch } from '../../services/sources/kill-switch.ts';
import { sectionOf } from '../../services/sources/source-section.ts';
import { summaryOf } from '../../services/sources/source-summary.ts';
import { addSource } from '../../services/workspace/edit-sources.ts';
import { loadWorkspace } from '../../services/workspace/load-workspace.ts';
import { EXIT } from '../command.ts';
import { askAndKeep } from '../secrets/keep-secret.ts';
import type { Action } from './action-context.ts';
import { print } from './print.ts';

/**
 * `atoll sources add`: a section of `atoll.yaml` out of a URL, a path or flags; nothing is connected. For the keychain
 * the password is asked for, when the source is in the file.
 */
export const addSourceAction: Action = async (url, parsed, context) => {
  const { dir } = await loadWorkspace(context.workspaceDir, connectors());
  const { name, section, taken } = sectionOf(
    { url: url ?? null, option: parsed.text, tags: parsed.list('tag') },
    { workspaceDir: dir, cwd: context.cwd, connectors: connectors(), environment: process.env },
  );
  for (const variable of taken)
    context.stderr.write(`note: ${variable.field} is taken from ${variable.name}\n`);
  await addSource({ dir, connectors: connectors() }, name, section);
  const { sources } = await loadWorkspace(dir, connectors());
  const source = summaryOf(findSource(sources, name), await new KillSwitch(join(dir, '.atoll')).killed());
  if (source.secret === 'keychain' && !(await askAndKeep({ workspaceDir: dir, source: name }, context)))
    context.stderr.write(`note: no password was given; enter it with: atoll secrets set ${name}\n`);
  const text = `added ${name} (${source.kind}, ${source.where}) to atoll.yaml\ntry it: atoll sources probe ${name}\n`;
  await print({ source }, () => text, context);
  return EXIT.success;
};
