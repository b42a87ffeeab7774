import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Runs the desktop shell from a checkout until it is closed; gives its exit code. `binary` comes from `electronBinary`.
 * Chromium's own sandbox refuses to run as root: then, and only then, it is left out, and that is said.
 */
export async function launchDesktop(
  binary: string,
  workspaceDir: string | null,
  say: (text: string) => void,
): Promise<number> {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) say("Electron runs without Chromium's sandbox, which does not work for the root user.");
  const args = [...(isRoot ? ['--no-sandbox'] : []), ROOT, ...(workspaceDir === null ? [] : [workspaceDir])];
  const env = { ...process.env, ATOLL_NODE: process.execPath, ELECTRON_RUN_AS_NODE: undefined };
  const child = spawn(binary, args, { stdio: 'inherit', env });
  const end = (): void => void child.kill('SIGTERM');
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  return await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
