import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { NamedFormat } from './file-format.ts';
import { formatOf } from './file-format.ts';

/** A data file below the root. */
export interface DataFile extends NamedFormat {
  readonly absolute: string;
  /** From the root, with `/`. */
  readonly relative: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/** A folder with what is in it, names sorted so that every listing is the same. */
export interface DataFolder {
  readonly name: string;
  readonly files: readonly DataFile[];
  readonly folders: readonly DataFolder[];
}

/** What decides which files are taken. */
export interface Walk {
  readonly root: string;
  readonly takes: (relative: string) => boolean;
  readonly signal: AbortSignal;
}

/**
 * The data files of a folder. Names that begin with a point or an underscore are left out, as the writers of
 * partitioned folders mean it (`_SUCCESS`, `_temporary`), and links that lead out of the folder are not followed.
 */
export async function walkFolder(walk: Walk): Promise<DataFolder> {
  const real = await realpath(walk.root);
  return await readFolder(walk, real, '');
}

/** The single file that a source names itself. */
export async function singleFile(file: string): Promise<DataFile | null> {
  const named = formatOf(path.basename(file));
  if (named === null) return null;
  const { size, mtimeMs } = await stat(file);
  return { ...named, absolute: file, relative: path.basename(file), bytes: size, modified: mtimeMs };
}

async function readFolder(walk: Walk, real: string, relative: string): Promise<DataFolder> {
  walk.signal.throwIfAborted();
  const entries = await readdir(path.join(walk.root, relative), { withFileTypes: true });
  const sorted = entries
    .filter(({ name }) => !/^[._]/u.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const files: DataFile[] = [];
  const folders: DataFolder[] = [];
  for (const entry of sorted) {
    const below = relative === '' ? entry.name : `${relative}/${entry.name}`;
    if (entry.isDirectory()) {
      folders.push(await readFolder(walk, real, below));
      continue;
    }
    const file = await dataFile(walk, real, entry, below);
    if (file !== null) files.push(file);
  }
  return { name: path.basename(relative === '' ? walk.root : relative), files, folders };
}

async function dataFile(walk: Walk, real: string, entry: Dirent, relative: string): Promise<DataFile | null> {
  const named = formatOf(entry.name);
  if (named === null || !walk.takes(relative)) return null;
  const absolute = path.join(walk.root, relative);
  if (entry.isSymbolicLink()) {
    const target = await realpath(absolute).catch(() => null);
    if (target === null || !target.startsWith(real + path.sep)) return null;
  } else if (!entry.isFile()) {
    return null;
  }
  const { size, mtimeMs } = await stat(absolute);
  return { ...named, absolute, relative, bytes: size, modified: mtimeMs };
}
