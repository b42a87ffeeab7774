import { fileURLToPath } from 'node:url';
import type * as Electron from 'electron';
import { forward } from './forward.ts';
import { denyPermissions, keepInside, refuseNetwork } from './guard.ts';
import type { HostProcess, StartHost } from './host-process.ts';
import { applicationMenu } from './menu.ts';
import { registerScheme, SCHEME, START_PAGE } from './scheme.ts';
import type { ShellOptions } from './shell-options.ts';
import { LEAST, type PlaceStore, placeOf } from './window-place.ts';

const PRELOAD = fileURLToPath(new URL('preload.cjs', import.meta.url));

/** The part of Electron that the shell uses. */
export type ElectronModule = Pick<
  typeof Electron,
  'app' | 'BrowserWindow' | 'Menu' | 'dialog' | 'protocol' | 'screen' | 'session'
>;

/** The module's values as types, by the module that is passed in. */
type Window = Electron.BrowserWindow;

/**
 * The desktop shell: one window over a host of its own. It owns window, menu and dialogs; everything that the page asks
 * goes to the host. Resolves when the window is there, or when another instance has taken over.
 */
export async function startShell(
  electron: ElectronModule,
  startHost: StartHost,
  { node, workspaceDir }: ShellOptions,
  places: PlaceStore,
): Promise<void> {
  const { app, session } = electron;
  registerScheme(electron);
  app.enableSandbox();
  if (!app.requestSingleInstanceLock()) return app.quit();
  app.on('web-contents-created', (_event, contents) => keepInside(contents));
  app.on('window-all-closed', () => app.quit());
  await app.whenReady();
  denyPermissions(session.defaultSession);
  refuseNetwork(session.defaultSession);
  electron.Menu.setApplicationMenu(applicationMenu(electron, process.platform));
  const host = await startHost({ node, workspaceDir }).catch((error: unknown) => {
    electron.dialog.showErrorBox(
      'Atoll could not start',
      String(error instanceof Error ? error.message : error),
    );
    return null;
  });
  if (host === null) return app.exit(1);
  electron.protocol.handle(SCHEME, async (request) => await forward(request, host.address));
  const window = openWindow(electron, places);
  app.on('second-instance', () => show(window));
  endWithHost(electron, host);
  await window.loadURL(START_PAGE);
}

function openWindow({ BrowserWindow, screen }: ElectronModule, places: PlaceStore): Window {
  const screens = screen.getAllDisplays().map(({ workArea }) => workArea);
  const { maximized, ...bounds } = placeOf(places.get(), screens);
  const window = new BrowserWindow({
    ...bounds,
    ...LEAST,
    title: 'Atoll',
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload: PRELOAD,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      webviewTag: false,
      navigateOnDragDrop: false,
    },
  });
  if (maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => places.set({ ...window.getNormalBounds(), maximized: window.isMaximized() }));
  return window;
}

function show(window: Window): void {
  if (window.isMinimized()) window.restore();
  window.focus();
}

/** The host ends with the window; where it ends by itself, the window says so and closes. */
function endWithHost({ app, dialog }: ElectronModule, host: HostProcess): void {
  let ending = false;
  app.on('will-quit', (event) => {
    if (ending) return;
    ending = true;
    event.preventDefault();
    void host.close().finally(() => app.quit());
  });
  void host.lost.then((how) => {
    if (ending) return;
    ending = true;
    dialog.showErrorBox(
      'The engine of Atoll has ended',
      `It ended unexpectedly (${how}). Your queries and unsaved texts are kept: start Atoll again.`,
    );
    app.quit();
  });
}
