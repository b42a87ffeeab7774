import { EventEmitter } from 'node:events';
import type { BrowserContext, Frame, Page, Route } from '@playwright/test';
import type * as Electron from 'electron';
import type { Program } from './app.ts';
import type { PageServer } from './page-server.ts';
import { installPreload } from './preload.ts';
import type { SessionState } from './session.ts';
import { strict } from './strict.ts';

export interface WindowParts {
  readonly context: BrowserContext;
  readonly program: Program;
  readonly session: SessionState;
  readonly server: PageServer;
}

/**
 * What Electron decides for the page: new windows by the window's handler, permissions by those of the session.
 * https://www.electronjs.org/docs/latest/api/window-open
 */
const PAGE_SCRIPT = `
  window.open = (target) => (void window.standInMayOpen(String(target ?? '')), null);
  Notification.requestPermission = async () =>
    (await window.standInGrants('notifications')) ? 'granted' : 'denied';
`;

/**
 * A window of the stand-in: a page of a real Chromium, and the events that Electron would have sent for it. Not to be
 * made before `ready`: https://www.electronjs.org/docs/latest/api/browser-window
 */
export class StandInWindow {
  readonly options: Electron.BrowserWindowConstructorOptions;
  readonly events = new EventEmitter();
  readonly contentsEvents = new EventEmitter();
  readonly contents: Electron.WebContents;
  readonly loaded = Promise.withResolvers<Page>();
  maximized = false;
  shown = false;
  readonly #parts: WindowParts;
  #mayOpen: Parameters<Electron.WebContents['setWindowOpenHandler']>[0] = () => ({ action: 'allow' });

  constructor(options: Electron.BrowserWindowConstructorOptions, parts: WindowParts) {
    parts.program.mustBeReady('A window was made');
    this.options = options;
    this.#parts = parts;
    this.contents = strict<Electron.WebContents>('webContents', {
      // https://www.electronjs.org/docs/latest/api/web-contents#contentssetwindowopenhandlerhandler
      setWindowOpenHandler: (handler) => void (this.#mayOpen = handler),
      on: ((event: string, listener: (...values: unknown[]) => void) =>
        this.contentsEvents.on(event, listener)) as unknown as Electron.WebContents['on'],
    });
    // https://www.electronjs.org/docs/latest/api/app#event-web-contents-created
    parts.program.events.emit('web-contents-created', {}, this.contents);
  }

  /** What `new BrowserWindow` gives. */
  module(): Electron.BrowserWindow {
    const on = ((event: string, listener: (...values: unknown[]) => void) =>
      this.events.on(event, listener)) as unknown;
    return strict<Electron.BrowserWindow>('BrowserWindow', {
      on: on as Electron.BrowserWindow['on'],
      once: ((event: string, listener: (...values: unknown[]) => void) =>
        this.events.once(event, listener)) as unknown as Electron.BrowserWindow['once'],
      loadURL: (url) => this.#load(url),
      // The rest as https://www.electronjs.org/docs/latest/api/browser-window#instance-methods lists it.
      show: () => void (this.shown = true),
      focus: () => this.events.emit('focus'),
      maximize: () => void (this.maximized = true),
      isMaximized: () => this.maximized,
      isMinimized: () => false,
      restore: () => undefined,
      getNormalBounds: () => ({ x: 20, y: 30, width: 1000, height: 700 }),
    });
  }

  /**
   * As the user closes it. `close` may be prevented, `closed` comes after it, and `window-all-closed` after the last
   * window where the program is not quitting by itself.
   * https://www.electronjs.org/docs/latest/api/browser-window#event-close and #event-closed,
   * https://www.electronjs.org/docs/latest/api/app#event-window-all-closed
   */
  async close(): Promise<void> {
    let held = false;
    this.events.emit('close', { preventDefault: () => (held = true) });
    if (held) return;
    await (await this.loaded.promise).close();
    this.events.emit('closed');
    this.#parts.program.events.emit('window-all-closed');
  }

  /**
   * Settles when the page has loaded, and not before: https://www.electronjs.org/docs/latest/api/browser-window#winloadurlurl-options.
   * `ready-to-show` comes once the page is drawn: https://www.electronjs.org/docs/latest/api/browser-window#event-ready-to-show
   */
  async #load(url: string): Promise<void> {
    const { context, server, session } = this.#parts;
    const page = await context.newPage();
    await installPreload(page, this.options.webPreferences?.preload ?? null);
    await page.exposeFunction('standInMayOpen', (target: string) => this.#opens(target));
    await page.exposeFunction('standInGrants', (name: string) => session.grants(this.contents, name));
    await page.addInitScript(PAGE_SCRIPT);
    await page.route('**/*', (route) => this.#decide(page, route));
    await page.goto(server.outside(url));
    this.events.emit('ready-to-show');
    this.loaded.resolve(page);
  }

  /**
   * A request of the page: its own origin passes, the network is asked about, navigation sends its events. What `loadURL`
   * itself asks for sends none: https://www.electronjs.org/docs/latest/api/web-contents#event-will-navigate
   */
  async #decide(page: Page, route: Route): Promise<void> {
    const { server, session } = this.#parts;
    const request = route.request();
    const url = server.inside(request.url());
    const isFirst = page.url() === 'about:blank';
    if (request.isNavigationRequest() && !isFirst && !this.#navigates(url, request.frame(), page))
      return await route.abort('aborted');
    if (url !== request.url() || session.lets(url)) return await route.continue();
    await route.abort('blockedbyclient');
  }

  /**
   * https://www.electronjs.org/docs/latest/api/web-contents#event-will-frame-navigate for any frame, and
   * https://www.electronjs.org/docs/latest/api/web-contents#event-will-navigate for the main one; either may prevent it.
   */
  #navigates(url: string, frame: Frame, page: Page): boolean {
    let allowed = true;
    const isMainFrame = frame === page.mainFrame();
    const event = { url, isMainFrame, preventDefault: () => (allowed = false) };
    this.contentsEvents.emit('will-frame-navigate', event);
    if (isMainFrame) this.contentsEvents.emit('will-navigate', event);
    return allowed;
  }

  #opens(url: string): boolean {
    return this.#mayOpen({ url } as Electron.HandlerDetails).action === 'allow';
  }
}
