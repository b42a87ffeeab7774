import { electronBinary, hasDisplay } from '../electron/electron-binary.ts';
import { launchDesktop } from '../electron/launch.ts';
import { demoDirOf, WindowHost } from '../host/window/window-host.ts';
import { atollHome, prepareHome } from '../services/home.ts';
import { ensureDemo } from '../services/workspace/demo-workspace.ts';
import { BrowserShell } from '../web/browser-shell.ts';
import { findBrowser } from '../web/find-browser.ts';
import { WINDOW_DIR } from '../web/window-places.ts';
import type { CommandContext } from './command.ts';
import { write } from './output.ts';
import { serveWindow } from './serve-window.ts';

const HOW_TO_OPEN = `
Open the window
  npm start                                     without ATOLL_SERVE=0
  npm run -s atoll -- serve -w assets/demo      in a browser of your choice
`;

/** Whether the window is opened: unless `ATOLL_SERVE=0` says otherwise. See main/decisions/0003. */
export function opensWindow(env: Readonly<Record<string, string | undefined>> = process.env): boolean {
  return env['ATOLL_SERVE'] !== '0';
}

/**
 * Opens the window with the user's own copy of the demo in the best shell that this machine has, until it is closed or
 * Ctrl-C: the desktop shell, a browser window of its own, or an address to open.
 */
export async function startWindow(context: CommandContext): Promise<number> {
  const home = await prepareHome(atollHome());
  const say = (text: string): void => void context.stderr.write(`${text}\n`);
  const workspace = demoDirOf(home);
  await ensureDemo(workspace, say);
  const binary = hasDisplay() ? electronBinary() : null;
  if (binary !== null) return await launchDesktop(binary, workspace, say);
  const browser = hasDisplay() ? findBrowser() : null;
  return await serveWindow({ home, workspace, port: null, browser }, context);
}

/** Where it is not wanted: makes sure that the window would open, and says how. Throws where it would not. */
export async function tryWindow({ stdout, stderr }: CommandContext): Promise<void> {
  await using host = new WindowHost({ shell: 'browser', home: await prepareHome(atollHome()) });
  const log = (line: string): void => void stderr.write(`${line}\n`);
  await using shell = await BrowserShell.open({
    host,
    workspace: '',
    port: null,
    windowDir: WINDOW_DIR,
    log,
  });
  const { status } = await fetch(`http://127.0.0.1:${shell.port}/enter`);
  if (status !== 200) throw new Error(`The window's server answers with ${status}.`);
  await write(stdout, HOW_TO_OPEN);
}
