import { copyFile, mkdir, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import type { Connector } from '../../../engine/spi/connector.ts';
import { loadWorkspace, parseWorkspace, WORKSPACE_FILE } from './load-workspace.ts';
import { saveFile } from './save-file.ts';
import { type SourceSection, withoutSource, withSource } from './sources-text.ts';

/** Where the last good text is kept while a new one is written: for a damaged file to be put back by hand. */
export const BACKUP_FILE = '.atoll/atoll.yaml.previous';

/** Adds a source to `atoll.yaml`. Throws `usage` where the name is taken, `workspace-invalid` where it is wrong. */
export async function addSource(
  dir: string,
  name: string,
  section: SourceSection,
  connectors: readonly Connector[],
): Promise<void> {
  const { sources } = await loadWorkspace(dir, connectors);
  const taken = sources.find((source) => source.name.toLowerCase() === name.toLowerCase());
  if (taken !== undefined) {
    throw new AtollError('usage', `There is a source ${taken.name} already.`, {
      source: taken.name,
      hint: `Choose another name, or take that one out first: atoll sources remove ${taken.name}`,
    });
  }
  await edit(dir, connectors, (text) => withSource(text, name, section));
}

/** Takes a source out of `atoll.yaml`, its comments with it. */
export async function removeSource(
  dir: string,
  name: string,
  connectors: readonly Connector[],
): Promise<void> {
  await edit(dir, connectors, (text) => withoutSource(text, name));
}

/** Changes the text. What comes out must read as a workspace before anything is written. */
async function edit(
  dir: string,
  connectors: readonly Connector[],
  change: (text: string) => string,
): Promise<void> {
  const path = await realpath(join(dir, WORKSPACE_FILE));
  const text = change(await readFile(path, 'utf8'));
  parseWorkspace(text, connectors);
  await mkdir(join(dir, '.atoll'), { recursive: true });
  await copyFile(path, join(dir, BACKUP_FILE));
  await saveFile(path, text);
}
