import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron } from '@playwright/test';
import { afterAll } from 'vitest';
import { electronBinary } from '../../main/electron/electron-binary.ts';
import { shellContract } from './shell-contract.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const folders: string[] = [];
afterAll(async () => {
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
});

shellContract('the desktop shell over the real Electron', async () => {
  const home = await mkdtemp(path.join(tmpdir(), 'atoll-electron-'));
  folders.push(home);
  const args = [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    `--user-data-dir=${home}/profile`,
    ROOT,
  ];
  const environment = { ...process.env, ATOLL_HOME: home, ATOLL_NODE: process.execPath };
  const app = await _electron.launch({
    executablePath: electronBinary() ?? '',
    args,
    env: Object.fromEntries(
      Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ),
  });
  return { page: await app.firstWindow(), close: () => app.close() };
});
