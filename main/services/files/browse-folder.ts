import { existsSync } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join, parse, resolve } from 'node:path';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import type { ApiOutput } from '../../contract/api/api.ts';
import { withHomeFolder } from '../workspace/home-folder.ts';
import { WORKSPACE_FILE } from '../workspace/load-workspace.ts';

type Listing = ApiOutput<'files', 'browse'>;
type Entry = Listing['entries'][number];

const BY_NAME = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/**
 * What is in a folder, folders first, names as people sort them; hidden ones are left out. Null is the workspace, else
 * the home folder. Throws `usage` where it can't be read.
 */
export async function browseFolder(dir: string | null, workspaceDir: string | null): Promise<Listing> {
  const wanted = resolve(workspaceDir ?? homedir(), withHomeFolder(dir ?? workspaceDir ?? homedir()));
  const names = await readNames(wanted);
  const entries = await Promise.all(
    names.filter((name) => !name.startsWith('.')).map((name) => entryOf(wanted, name)),
  );
  const parent = dirname(wanted);
  return {
    dir: wanted,
    parent: parent === wanted ? null : parent,
    entries: entries.flatMap((entry) => (entry === null ? [] : [entry])).toSorted(compare),
    places: placesOf(workspaceDir),
  };
}

async function readNames(dir: string): Promise<readonly string[]> {
  try {
    return await readdir(dir);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    const [message, hint] =
      code === 'ENOENT'
        ? [`There is no folder ${dir}.`, 'Check the path, or choose a place.']
        : code === 'ENOTDIR'
          ? [`${dir} is a file, not a folder.`, 'Go to the folder that holds it.']
          : [`${dir} can't be read: you may not look into it.`, 'Choose another folder.'];
    throw new AtollError('usage', message, { step: 'file', hint, cause: error });
  }
}

/** Null for what is neither file nor folder, and for links that lead nowhere. */
async function entryOf(dir: string, name: string): Promise<Entry | null> {
  const path = join(dir, name);
  const found = await stat(path).catch(() => null);
  if (found === null || !(found.isFile() || found.isDirectory())) return null;
  const isFolder = found.isDirectory();
  return {
    name,
    path,
    kind: isFolder ? 'folder' : 'file',
    bytes: isFolder ? null : found.size,
    modifiedAt: found.mtime.toISOString(),
    isWorkspace: isFolder && existsSync(join(path, WORKSPACE_FILE)),
  };
}

function compare(one: Entry, other: Entry): number {
  if (one.kind !== other.kind) return one.kind === 'folder' ? -1 : 1;
  return BY_NAME.compare(one.name, other.name);
}

function placesOf(workspaceDir: string | null): Listing['places'] {
  const home = homedir();
  const named = ['Desktop', 'Documents', 'Downloads'].map((name) => ({
    label: name,
    path: join(home, name),
  }));
  return [
    ...(workspaceDir === null ? [] : [{ label: `Workspace ${basename(workspaceDir)}`, path: workspaceDir }]),
    { label: 'Home', path: home },
    ...named.filter(({ path }) => existsSync(path)),
    { label: process.platform === 'win32' ? 'Disk' : 'Computer', path: parse(home).root },
  ];
}

/** A path without links in it; the path itself where it does not exist. */
export async function realPathOf(path: string): Promise<string> {
  return await realpath(path).catch(() => path);
}
