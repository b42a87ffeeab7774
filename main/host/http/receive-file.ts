import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join, parse } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AtollError } from '../../../engine/errors/atoll-error.ts';

/** Most bytes of a file's name in UTF-8: 255 is what file systems hold, less what a free name adds. */
const MOST_NAME_BYTES = 200;

/** Names that Windows takes for devices, whatever their ending. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * Writes what comes into the workspace's `data` folder, whole or not at all, and gives its path in the workspace with
 * `/`: `data/orders.csv`, or `data/orders 2.csv` where that name is taken. Throws `usage` for a name that is none on
 * every system; what the disk throws.
 */
export async function receiveFile(workspaceDir: string, name: string, body: Readable): Promise<string> {
  checkName(name);
  const folder = join(workspaceDir, 'data');
  const partial = join(workspaceDir, '.atoll', `upload-${randomUUID()}.partial`);
  await mkdir(folder, { recursive: true });
  try {
    await pipeline(body, createWriteStream(partial, { flags: 'wx', mode: 0o644 }));
    return `data/${await underFreeName(partial, folder, name)}`;
  } finally {
    await rm(partial, { force: true });
  }
}

function checkName(name: string): void {
  const wrong =
    /[<>:"/\\|?*\p{Cc}]/u.test(name) ||
    /^[\s.]|[\s.]$/u.test(name) ||
    DEVICES.test(name) ||
    name === '' ||
    Buffer.byteLength(name) > MOST_NAME_BYTES;
  if (!wrong) return;
  throw new AtollError('usage', `A file can't be called ${JSON.stringify(name)} in a workspace.`, {
    hint: 'Rename it: no leading dot, none of < > : " / \\ | ? *, and at most 200 bytes.',
  });
}

/** The name is taken by an empty file that the whole one then replaces, so two uploads at once can't overwrite each other. */
async function underFreeName(partial: string, folder: string, wanted: string): Promise<string> {
  const { name, ext } = parse(wanted);
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? wanted : `${name} ${number}${ext}`;
    try {
      await (await open(join(folder, candidate), 'wx')).close();
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') continue;
      throw error;
    }
    await rename(partial, join(folder, candidate));
    return candidate;
  }
}
