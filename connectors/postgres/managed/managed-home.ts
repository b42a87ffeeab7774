import { createHash } from 'node:crypto';
import { lstat, mkdir, realpath, chmod } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { AtollError } from '../../../engine/errors/atoll-error.ts';

/** The folder of one managed server and the files in it. */
export interface ManagedHome {
  readonly source: string;
  readonly dir: string;
  /** The PostgreSQL cluster; belongs to the account that the server runs as. */
  readonly data: string;
  /** What the cluster was seeded with, and its passwords (mode 0600). Present only after a whole seed. */
  readonly cluster: string;
  /** Where the server listens. Present only while it takes connections. */
  readonly state: string;
  /** Its modification time is the last use between connections. */
  readonly lease: string;
  /** Held while a server is started or stopped. */
  readonly startLock: string;
  /** Held by the keeper for as long as it lives. */
  readonly keeperLock: string;
  readonly keeperPid: string;
  readonly keeperLog: string;
  readonly serverLog: string;
}

/**
 * Where the managed server of a source lives: `.atoll/managed/<source>` of the workspace; for root in
 * `/var/tmp/atoll-0/<hash>`, because the server then runs as another account, which can't reach folders
 * such as root's home.
 */
export async function managedHome(workspaceDir: string, source: string): Promise<ManagedHome> {
  const workspace = await realpath(workspaceDir).catch(() => resolve(workspaceDir));
  const dir =
    process.getuid?.() === 0
      ? join(rootFolder(), hashOf(`${workspace}\0${source}`))
      : join(workspace, '.atoll', 'managed', encodeURIComponent(source).replaceAll('.', '%2E'));
  const file = (name: string) => join(dir, name);
  return {
    source,
    dir,
    data: file('data'),
    cluster: file('cluster.json'),
    state: file('state.json'),
    lease: file('lease'),
    startLock: file('start.lock'),
    keeperLock: file('keeper.lock'),
    keeperPid: file('keeper.pid'),
    keeperLog: file('keeper.log'),
    serverLog: file('server.log'),
  };
}

/** The folder that holds all managed servers of root, and what they share. */
export function rootFolder(): string {
  return '/var/tmp/atoll-0';
}

/** Makes the folder; refuses one that somebody else could have put there. */
export async function prepareHome(home: ManagedHome): Promise<void> {
  const asRoot = process.getuid?.() === 0;
  // The server's account must pass through these folders, so they are searchable but not readable.
  const mode = asRoot ? 0o711 : 0o700;
  if (asRoot) await ownFolder(rootFolder(), mode, home.source);
  else await mkdir(dirname(home.dir), { recursive: true });
  await ownFolder(home.dir, mode, home.source);
}

async function ownFolder(path: string, mode: number, source: string): Promise<void> {
  await mkdir(path, { recursive: true, mode });
  const found = await lstat(path);
  const uid = process.getuid?.();
  if (!found.isDirectory() || (uid !== undefined && found.uid !== uid)) {
    throw new AtollError(
      'source-unavailable',
      `${path} exists but does not belong to you, so it is not used.`,
      {
        source,
        step: 'start',
        hint: 'Remove it or have its owner remove it, then try again.',
      },
    );
  }
  if (process.platform !== 'win32' && (found.mode & 0o777) !== mode) await chmod(path, mode);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
