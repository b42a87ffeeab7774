import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { HostAddress } from './forward.ts';
import type { FromHost, ToHost } from './host-messages.ts';
import { outsideArchive } from './outside-archive.ts';

const PROGRAM = outsideArchive(fileURLToPath(new URL('host-program.ts', import.meta.url)));

/** How long the host may take to listen, ms. */
const START_MS = 20_000;
const END_MS = 3000;

/** The host as the shell sees it: a program of its own, run by the Node 24 that the package carries. */
export interface HostProcess {
  readonly address: HostAddress;
  /** Resolves when it ends without having been asked to, with its exit code or signal. */
  readonly lost: Promise<string>;
  close(): Promise<void>;
}

export interface HostStart {
  /** The Node 24 to run it with. */
  readonly node: string;
  /** The workspace to open; null for none. */
  readonly workspaceDir: string | null;
}

/** Starts a host. */
export type StartHost = (start: HostStart) => Promise<HostProcess>;

/** Starts the real one. What it must know secretly goes by its channel: neither arguments nor environment hold it. */
export function hostProgram(program = PROGRAM): StartHost {
  return async ({ node, workspaceDir }) => {
    const folder = await privateFolder();
    const address = { socketPath: socketPathIn(folder), token: randomBytes(32).toString('base64url') };
    const child = spawn(node, [program], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, UV_THREADPOOL_SIZE: '16', ELECTRON_RUN_AS_NODE: undefined },
    });
    const lost = new Promise<string>((resolve) => {
      child.once('exit', (code, signal) => resolve(signal ?? String(code)));
    });
    try {
      await listening(child, { kind: 'listen', ...address, workspaceDir });
    } catch (error) {
      child.kill('SIGKILL');
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
    const close = async (): Promise<void> => {
      child.disconnect();
      const kill = setTimeout(() => child.kill('SIGKILL'), END_MS);
      await lost;
      clearTimeout(kill);
      await rm(folder, { recursive: true, force: true });
    };
    return { address, lost, close };
  };
}

/** A folder that nobody else may enter: it keeps the socket private. */
async function privateFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'atoll-'));
  await chmod(folder, 0o700);
  return folder;
}

/** Pipes have no place in the file system on Windows: there the name that nobody knows, and the token, keep it private. */
function socketPathIn(folder: string): string {
  return process.platform === 'win32'
    ? `\\\\.\\pipe\\atoll-${randomBytes(16).toString('hex')}`
    : join(folder, 's');
}

async function listening(child: ChildProcess, first: ToHost): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('The engine did not start in time.')), START_MS);
    const end = (act: () => void): void => {
      clearTimeout(late);
      act();
    };
    child.once('error', (error) => end(() => reject(error)));
    child.once('exit', (code) => end(() => reject(new Error(`The engine ended while starting (${code}).`))));
    child.once('message', (message: FromHost) =>
      end(message.kind === 'listening' ? resolve : () => reject(new Error(message.message))),
    );
    child.send(first);
  });
}
