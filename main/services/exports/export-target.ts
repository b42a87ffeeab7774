import type { Stats } from 'node:fs';
import { access, constants, link, mkdir, rename, stat, unlink } from 'node:fs/promises';
import { dirname, isAbsolute, relative, sep } from 'node:path';
import { AtollError } from '../../../engine/errors/atoll-error.ts';

/** Throws `usage` where a file is one of those that the workspace lives on, or lies in such a folder. */
export function refuseKept(file: string, untouched: readonly string[]): void {
  if (!untouched.some((kept) => file === kept || isInside(kept, file))) return;
  throw new AtollError('usage', `${file} belongs to the workspace itself.`, {
    hint: 'An export would destroy what is in it: choose another name.',
  });
}

function isInside(folder: string, file: string): boolean {
  const way = relative(folder, file);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Folders inside of the workspace are made as they are needed; elsewhere they must be there. */
export async function makeFolder(workspace: string, file: string): Promise<void> {
  if (!isInside(workspace, dirname(file))) return;
  // What keeps the folder from being made is told with the check of the file.
  await mkdir(dirname(file), { recursive: true }).catch(() => undefined);
}

/**
 * Throws `file-exists` where the file is there and may not be replaced, `usage` where it is a folder, can't be a name
 * of a file, or where its folder is missing or write-protected.
 */
export async function checkTarget(file: string, overwrite: boolean): Promise<void> {
  const found = await lookAt(file);
  if (found?.isDirectory() === true)
    throw new AtollError('usage', `${file} is a folder.`, { hint: 'Give the name of a file in it.' });
  if (found !== null && !overwrite) throw exists(file);
  try {
    await access(dirname(file), constants.W_OK);
  } catch (error) {
    throw new AtollError('usage', `Nothing can be written to the folder ${dirname(file)}.`, {
      hint: 'It is missing or write-protected: choose another.',
      cause: error,
    });
  }
}

/** Gives the finished file its name in one step; one that appeared meanwhile is not replaced unless that is wished. */
export async function appear(partial: string, file: string, overwrite: boolean): Promise<void> {
  if (overwrite) return await rename(partial, file);
  try {
    await link(partial, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw exists(file);
    // A file system without links.
    await checkTarget(file, false);
    return await rename(partial, file);
  }
  await unlink(partial);
}

/** Null where there is nothing of that name. */
async function lookAt(file: string): Promise<Stats | null> {
  try {
    return await stat(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENAMETOOLONG' && code !== 'ERR_INVALID_ARG_VALUE') return null;
    throw new AtollError('usage', 'The name of the file is too long, or holds what no name can.', {
      hint: 'Choose another name.',
      cause: error,
    });
  }
}

function exists(file: string): AtollError {
  return new AtollError('file-exists', `${file} is already there.`, {
    hint: 'Choose another name, or replace it.',
  });
}
