import { execFile } from 'node:child_process';
import { chmod, mkdir } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const OUTPUT_BYTES = 16_000_000;

/** The command that runs a program as the account of a package: database servers refuse to run as root. */
export function commandAs(
  user: string,
  program: string,
  args: readonly string[],
): readonly [string, string[]] {
  return process.getuid?.() === 0 ? ['runuser', ['-u', user, '--', program, ...args]] : [program, [...args]];
}

/** Runs a program to its end as an account and gives what it printed. Rejects where it fails. */
export async function runAs(user: string, program: string, args: readonly string[]): Promise<string> {
  const [command, all] = commandAs(user, program, args);
  const { stdout } = await run(command, all, { cwd: '/', maxBuffer: OUTPUT_BYTES });
  return stdout.trim();
}

/** A folder that belongs to an account, below one that anybody can enter. */
export async function folderOf(user: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755);
  if (process.getuid?.() === 0) await run('chown', [`${user}:`, folder]);
}
