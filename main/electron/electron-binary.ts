import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGE = fileURLToPath(new URL('../../node_modules/electron', import.meta.url));

/** Where Electron's program stands in its folder, if no `path.txt` says so. */
const USUAL: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: 'electron',
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
};

/**
 * Electron's program, if it is on this machine already; null otherwise. Asking the package itself would fetch it from
 * the network. `ELECTRON_OVERRIDE_DIST_PATH` names another folder, as Electron's own package understands it.
 */
export function electronBinary(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  folder = PACKAGE,
): string | null {
  const override = environment['ELECTRON_OVERRIDE_DIST_PATH'];
  const told = join(folder, 'path.txt');
  const name = existsSync(told) ? readFileSync(told, 'utf8').trim() : USUAL[process.platform];
  if (name === undefined) return null;
  const file = join(override ?? join(folder, 'dist'), name);
  return existsSync(file) ? file : null;
}

/** Whether a window can be shown here. */
export function hasDisplay(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
): boolean {
  if (platform !== 'linux') return true;
  return (environment['DISPLAY'] ?? environment['WAYLAND_DISPLAY'] ?? '') !== '';
}
