import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hostProgram, type StartHost } from '../../main/electron/host-process.ts';
import { startShell } from '../../main/electron/shell.ts';
import type { PlaceStore, WindowPlace } from '../../main/electron/window-place.ts';
import { CHROMIUM, CHROMIUM_ARGS } from '../fixtures/chromium.ts';
import { shellContract } from './shell-contract.ts';
import { type StandIn, standIn, type StandInOptions } from './stand-in/stand-in.ts';

let home: string;
let browser: Browser;
beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'atoll-desktop-'));
  process.env['ATOLL_HOME'] = home;
  browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_ARGS });
});
afterAll(async () => {
  await browser.close();
  await rm(home, { recursive: true, force: true });
});

function places(kept: WindowPlace | null = null): PlaceStore & { kept: WindowPlace | null } {
  return {
    kept,
    get() {
      return this.kept;
    },
    set(place) {
      this.kept = place;
    },
  };
}

interface Started {
  readonly electron: StandIn;
  readonly store: ReturnType<typeof places>;
  readonly started: Promise<void>;
}

async function start(
  startHost: StartHost = hostProgram(),
  options: StandInOptions = {},
  kept: WindowPlace | null = null,
): Promise<Started> {
  const electron = await standIn(browser, options);
  const store = places(kept);
  const shell = { node: process.execPath, workspaceDir: null, home };
  const started = startShell(electron.electron, startHost, shell, store);
  electron.program.becomeReady();
  return { electron, store, started };
}

shellContract('the desktop shell over a stand-in for Electron', async () => {
  const { electron, started } = await start();
  await started;
  return {
    page: await electron.page(),
    close: async () => {
      electron.program.quit();
      await electron.close();
    },
  };
});

describe('what the shell asks of Electron', () => {
  test('the page is in a sandbox of its own scheme, which is told before the app is ready', async () => {
    const { electron, started } = await start();
    await started;
    expect(electron.schemes.get('atoll')).toMatchObject({ standard: true, secure: true, stream: true });
    expect(electron.schemes.get('atoll')?.bypassCSP).toBeUndefined();
    expect(electron.program.sandboxed).toBe(true);
    expect(electron.windows[0]?.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
    });
    electron.program.quit();
    await electron.close();
  });

  test('every permission but writing to the clipboard is denied, devices and screens too', async () => {
    const { electron, started } = await start();
    await started;
    const { session, windows } = electron;
    const contents = windows[0]?.contents as never;
    const wanted = [
      'media',
      'geolocation',
      'notifications',
      'clipboard-read',
      'openExternal',
      'hid',
      'fileSystem',
    ];
    expect(wanted.filter((permission) => session.grants(contents, permission))).toEqual([]);
    expect(session.grants(contents, 'clipboard-sanitized-write')).toBe(true);
    expect(session.deviceHandler?.({} as never)).toBe(false);
    electron.program.quit();
    await electron.close();
  });

  test('the place of the window is kept, and a place that no screen shows is not used', async () => {
    const { electron, store, started } = await start(
      hostProgram(),
      {},
      {
        x: 5000,
        y: 10,
        width: 800,
        height: 600,
        maximized: true,
      },
    );
    await started;
    const [window] = electron.windows;
    expect(window?.options).toMatchObject({ width: 800, height: 600 });
    expect(window?.options.x).toBeUndefined();
    expect(window?.maximized).toBe(true);
    await window?.close();
    expect(store.kept).toEqual({ x: 20, y: 30, width: 1000, height: 700, maximized: true });
    await electron.close();
  });

  test('closing the window ends the host, then the program', async () => {
    const ended: string[] = [];
    const real = hostProgram();
    const { electron, started } = await start(async (options) => {
      const host = await real(options);
      void host.lost.then((how) => ended.push(how));
      return host;
    });
    await started;
    await electron.windows[0]?.close();
    await expect.poll(() => electron.program.exitCode).toBe(0);
    expect(ended).toEqual(['0']);
    expect(electron.boxes).toEqual([]);
    await electron.close();
  });

  test('a host that ends by itself is told, and the program ends', async () => {
    const lost = Promise.withResolvers<string>();
    const real = hostProgram();
    const { electron, started } = await start(async (options) => ({
      ...(await real(options)),
      lost: lost.promise,
    }));
    await started;
    lost.resolve('SIGKILL');
    await expect.poll(() => electron.boxes).toEqual(['The engine of Atoll has ended']);
    await electron.close();
  });

  test('a host that can not start is told, and the program ends with 1', async () => {
    const { electron, started } = await start(hostProgram(path.join(home, 'no-such-program.ts')));
    await started;
    expect(electron.boxes).toEqual(['Atoll could not start']);
    expect(electron.program.exitCode).toBe(1);
    await electron.close();
  });

  test('a second instance leaves the window to the first', async () => {
    const { electron, started } = await start(hostProgram(), { hasLock: false });
    await started;
    expect(electron.windows).toEqual([]);
    expect(electron.program.exitCode).toBe(0);
    await electron.close();
  });
});

test('the stand-in throws for what it does not have, and for calls before their time', async () => {
  const stand = await standIn(browser);
  const { electron, program } = stand;
  expect(() => (electron.app as unknown as { dock: unknown }).dock).toThrow(
    'app.dock is not in the stand-in',
  );
  expect(() => electron.session.defaultSession).toThrow('before the app is ready');
  expect(() => new electron.BrowserWindow({})).toThrow('before the app is ready');
  program.becomeReady();
  expect(() => electron.protocol.registerSchemesAsPrivileged([])).toThrow('after the app is ready');
  await stand.close();
});
