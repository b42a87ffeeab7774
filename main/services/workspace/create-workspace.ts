import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import { withHomeFolder } from './home-folder.ts';
import { WORKSPACE_FILE } from './load-workspace.ts';

const TEXT = `# Where the data of this workspace is. A password never stands in this file.
version: 1
sources:
`;

/** What a folder's name can't have on every system that the workspace may travel to. */
const WRONG_NAME = /[<>:"/\\|?*\p{Cc}]|^\.+$|^\s|[\s.]$/u;

/**
 * Makes a folder with an empty `atoll.yaml`, or makes a workspace of a folder that is there. Returns its path. Throws
 * `usage` where it is a workspace already, or where it can't be made.
 */
export async function createWorkspace(parent: string, name: string): Promise<string> {
  if (WRONG_NAME.test(name) || name === '')
    throw new AtollError('usage', `A folder can't be called ${JSON.stringify(name)}.`, {
      hint: 'Leave out < > : " / \\ | ? *, and blanks at its ends.',
    });
  const dir = join(resolve(withHomeFolder(parent)), name);
  try {
    await mkdir(dir, { recursive: true });
    await writeFile(join(dir, WORKSPACE_FILE), TEXT, { flag: 'wx' });
  } catch (error) {
    throw notCreated(dir, error);
  }
  await writeFile(join(dir, '.gitignore'), '.atoll/\n', { flag: 'wx' }).catch(() => undefined);
  return dir;
}

function notCreated(dir: string, cause: unknown): AtollError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  if (code === 'EEXIST')
    return new AtollError('usage', `${dir} is a workspace already, or there is a file of that name.`, {
      hint: 'Open it, or choose another name.',
      cause,
    });
  const why =
    code === 'EACCES' || code === 'EPERM' || code === 'EROFS' ? 'you may not write there' : String(cause);
  return new AtollError('usage', `${dir} can't be made: ${why}.`, { hint: 'Choose another folder.', cause });
}
