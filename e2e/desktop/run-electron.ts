/** `npm run e2e:electron`: the desktop shell's contract over the real Electron; says so where its program is not here. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { electronBinary, hasDisplay } from '../../main/electron/electron-binary.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Why it can't run; null where it can. */
function obstacle(): string | null {
  if (electronBinary() === null) return "Electron's program is not on this machine";
  return hasDisplay() ? null : 'there is no display';
}

const why = obstacle();
if (why === null) {
  const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));
  const args = [vitest, 'run', '--config', 'e2e/desktop/vitest.config.ts', '--root', ROOT];
  process.exitCode = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' }).status ?? 1;
} else process.stdout.write(`real Electron: not run (${why})\n`);
