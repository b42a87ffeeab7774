import { copyFile, mkdir, readFile, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import type { Connector } from '../../../engine/spi/connector.ts';
import { findSource } from '../sources/find-source.ts';
import { loadWorkspace, parseWorkspace, WORKSPACE_FILE } from './load-workspace.ts';
import { inOrder, withName } from './order-text.ts';
import { saveFile } from './save-file.ts';
import { sectionIn, withField, withSection } from './section-text.ts';
import { marksOf } from './source-marks.ts';
import { type SourceSection, withoutSource, withSource } from './sources-text.ts';
import type { SourceDefinition } from './workspace.ts';
import { withWriteLock } from './write-lock.ts';

/** Where the last good text is kept while a new one is written: for a damaged file to be put back by hand. */
export const BACKUP_FILE = '.atoll/atoll.yaml.previous';

/** Held by whoever writes `atoll.yaml`, for as long as that takes. */
export const LOCK_FILE = '.atoll/atoll.yaml.lock';

/** The sources of a workspace's file, and the kinds that there are. */
export interface EditedWorkspace {
  readonly dir: string;
  readonly connectors: readonly Connector[];
}

/** Adds a source to `atoll.yaml`. Throws `usage` where the name is taken, `workspace-invalid` where it is wrong. */
export async function addSource(
  workspace: EditedWorkspace,
  name: string,
  section: SourceSection,
): Promise<void> {
  await edit(workspace, (text, sources) => {
    refuseTaken(sources, name);
    return withSource(text, name, section);
  });
}

/** Takes a source out of `atoll.yaml`, its comments with it. Returns its name as it was written. */
export async function removeSource(workspace: EditedWorkspace, name: string): Promise<string> {
  let known = name;
  await edit(workspace, (text, sources) => {
    known = findSource(sources, name).name;
    return keepingMarks(sources, withoutSource(text, known), workspace.connectors);
  });
  return known;
}

/**
 * Changes a source's section, and its name where `newName` is another. `change` gets the section as it is written.
 * Throws `source-unknown`, `usage` where the name is taken, `workspace-invalid` where it is wrong.
 */
export async function changeSource(
  workspace: EditedWorkspace,
  name: string,
  newName: string,
  change: (section: SourceSection) => SourceSection,
): Promise<void> {
  await edit(workspace, (text, sources) => {
    const { name: known } = findSource(sources, name);
    if (newName !== known) {
      const others = sources.filter((source) => source.name !== known);
      refuseTaken(others, newName);
    }
    const changed = withSection(text, known, change(sectionIn(text, known)));
    const named = newName === known ? changed : withName(changed, known, newName);
    return keepingMarks(sources, named, workspace.connectors, known);
  });
}

/** Puts a copy of a source below it, under the new name. */
export async function copySource(
  workspace: EditedWorkspace,
  name: string,
  newName: string,
  hue: number,
): Promise<void> {
  await edit(workspace, (text, sources) => {
    const { name: known } = findSource(sources, name);
    refuseTaken(sources, newName);
    const { hue: _hue, monogram: _monogram, ...section } = sectionIn(text, known);
    const order = sources.flatMap((source) => (source.name === known ? [known, newName] : [source.name]));
    return keepingMarks(
      sources,
      inOrder(withSource(text, newName, { ...section, hue }), order),
      workspace.connectors,
    );
  });
}

/** Puts the sources in that order. Throws `usage` where the names are not exactly those that there are. */
export async function reorderSources(workspace: EditedWorkspace, names: readonly string[]): Promise<void> {
  await edit(workspace, (text, sources) => {
    const known = sources.map((source) => source.name);
    if (known.toSorted().join('\n') !== names.toSorted().join('\n'))
      throw new AtollError('usage', 'The sources have changed since they were put in order.', {
        hint: 'Look at the list as it is now, and move the source again.',
      });
    return keepingMarks(sources, inOrder(text, names), workspace.connectors);
  });
}

/**
 * Colour is place: where another order or name would give a source another derived hue or monogram, those that it had
 * are written down; those of `but` may change.
 */
function keepingMarks(
  sources: readonly SourceDefinition[],
  after: string,
  connectors: readonly Connector[],
  but: string | null = null,
): string {
  const had = marksOf(sources);
  const now = marksOf(parseWorkspace(after, connectors).sources);
  return [...now.keys()].reduce((text, name) => {
    const [old, derived] = [had.get(name), now.get(name)];
    if (old === undefined || derived === undefined || name === but) return text;
    const withHue = old.hue === derived.hue ? text : withField(text, name, 'hue', old.hue);
    return old.monogram === derived.monogram ? withHue : withField(withHue, name, 'monogram', old.monogram);
  }, after);
}

function refuseTaken(sources: readonly SourceDefinition[], name: string): void {
  const taken = sources.find((source) => source.name.toLowerCase() === name.toLowerCase());
  if (taken === undefined) return;
  throw new AtollError('usage', `There is a source ${taken.name} already.`, {
    source: taken.name,
    hint: `Choose another name, or take that one out first: atoll sources remove ${taken.name}`,
  });
}

/**
 * Changes the text, alone among all processes. What comes out must read as a workspace before anything is written; a
 * text that stays the same is not written.
 */
async function edit(
  { dir: folder, connectors }: EditedWorkspace,
  change: (text: string, sources: readonly SourceDefinition[]) => string,
): Promise<void> {
  const dir = resolve(folder);
  await loadWorkspace(dir, connectors);
  await withWriteLock(join(dir, LOCK_FILE), async () => {
    const path = await realpath(join(dir, WORKSPACE_FILE));
    const before = await readFile(path, 'utf8');
    const { sources } = parseWorkspace(before, connectors);
    const text = change(before, sources);
    if (text === before) return;
    parseWorkspace(text, connectors);
    await mkdir(join(dir, '.atoll'), { recursive: true });
    await copyFile(path, join(dir, BACKUP_FILE));
    await saveFile(path, text);
  });
}
