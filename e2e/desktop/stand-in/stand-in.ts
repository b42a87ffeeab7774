import type { Browser, Page } from '@playwright/test';
import type * as Electron from 'electron';
import { ORIGIN } from '../../../main/electron/scheme.ts';
import type { ElectronModule } from '../../../main/electron/shell.ts';
import { Program } from './app.ts';
import { PageServer } from './page-server.ts';
import { Schemes } from './schemes.ts';
import { SessionState } from './session.ts';
import { strict } from './strict.ts';
import { StandInWindow } from './window.ts';

/** The stand-in for the `electron` module, and what a test may see of it and do as the user or the system would. */
export interface StandIn {
  readonly electron: ElectronModule;
  readonly program: Program;
  readonly session: SessionState;
  readonly windows: readonly StandInWindow[];
  /** Titles of the error boxes that were shown. */
  readonly boxes: readonly string[];
  /** Privileges by scheme. */
  readonly schemes: ReadonlyMap<string, Electron.Privileges>;
  /** The page of the first window, once it has loaded. */
  page(): Promise<Page>;
  close(): Promise<void>;
}

export interface StandInOptions {
  /** False where another instance of the program runs. */
  readonly hasLock?: boolean;
  /** Screens of the machine. */
  readonly workArea?: Electron.Rectangle;
}

/** Makes a stand-in over a real Chromium. Call `program.becomeReady()` when the entry would have been loaded. */
export async function standIn(browser: Browser, options: StandInOptions = {}): Promise<StandIn> {
  const program = new Program(options.hasLock ?? true);
  const session = new SessionState();
  const schemes = new Schemes(program);
  const windows: StandInWindow[] = [];
  const boxes: string[] = [];
  const server = new PageServer(ORIGIN, () => schemes.handler);
  await server.listen();
  const context = await browser.newContext();
  const first = Promise.withResolvers<StandInWindow>();
  const open = (settings: Electron.BrowserWindowConstructorOptions): Electron.BrowserWindow => {
    const made = new StandInWindow(settings, { context, program, session, server });
    windows.push(made);
    first.resolve(made);
    return made.module();
  };
  const electron = strict<ElectronModule>('electron', {
    app: program.module(),
    BrowserWindow: constructorOf(open),
    protocol: schemes.module(),
    // https://www.electronjs.org/docs/latest/api/menu#menubuildfromtemplatetemplate and #menusetapplicationmenumenu: the
    // menu of the whole program, whose looks no page can tell.
    Menu: strict<typeof Electron.Menu>('Menu', {
      buildFromTemplate: () => strict<Electron.Menu>('Menu', {}),
      setApplicationMenu: () => undefined,
    }),
    // https://www.electronjs.org/docs/latest/api/dialog#dialogshowerrorboxtitle-content: safe before `ready`; on Linux
    // it is then written to stderr.
    dialog: strict<Electron.Dialog>('dialog', { showErrorBox: (title) => void boxes.push(title) }),
    screen: screenOf(program, options.workArea ?? { x: 0, y: 0, width: 1920, height: 1080 }),
    session: sessionsOf(program, session),
  });
  return {
    electron,
    program,
    session,
    windows,
    boxes,
    schemes: schemes.registered,
    page: async () => await (await first.promise).loaded.promise,
    close: async () => {
      await context.close();
      await server.close();
    },
  };
}

/** `new` calls it: what it returns is the object. */
function constructorOf(
  open: (settings: Electron.BrowserWindowConstructorOptions) => Electron.BrowserWindow,
): typeof Electron.BrowserWindow {
  return function (settings: Electron.BrowserWindowConstructorOptions) {
    return open(settings);
  } as unknown as typeof Electron.BrowserWindow;
}

function screenOf(program: Program, workArea: Electron.Rectangle): Electron.Screen {
  return strict<Electron.Screen>('screen', {
    // https://www.electronjs.org/docs/latest/api/screen: not before `ready`.
    getAllDisplays: () => {
      program.mustBeReady('screen was asked');
      return [{ workArea } as Electron.Display];
    },
  });
}

/** https://www.electronjs.org/docs/latest/api/session#sessiondefaultsession: not before `ready`. */
function sessionsOf(program: Program, session: SessionState): ElectronModule['session'] {
  return {
    get defaultSession(): Electron.Session {
      program.mustBeReady('The session was asked for');
      return session.module();
    },
  } as ElectronModule['session'];
}
