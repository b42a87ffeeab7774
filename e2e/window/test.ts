import { test as base, expect, type Request } from '@playwright/test';
import { AtollWindow } from '../pages/atoll-window.ts';
import { type AtollServer, serve } from './atoll-server.ts';
import { makePlaces, type Places } from './places.ts';

interface Options {
  /** What the test begins with: no workspace, an empty one, or a copy of the demo with its real servers. */
  readonly begins: 'none' | 'empty' | 'demo';
  /** More of the environment of the program. */
  readonly environment: Readonly<Record<string, string>>;
}

interface Fixtures {
  readonly places: Places;
  readonly server: AtollServer;
  /** The window, let in and shown. */
  readonly atoll: AtollWindow;
  /** Nothing but the page's own origin was asked for: checked at the end of every test. */
  readonly ownOrigin: void;
}

/** A test of the window: its own program, home, workspace and page. */
export const test = base.extend<Options & Fixtures>({
  begins: ['demo', { option: true }],
  environment: [{}, { option: true }],
  places: async ({ begins }, use) => {
    const places = await makePlaces(begins);
    await use(places);
    await places.remove();
  },
  server: async ({ places, begins, environment }, use) => {
    const workspace = begins === 'none' ? {} : { workspace: places.workspace };
    const server = await serve(places, { ...workspace, env: environment });
    await use(server);
    await server.stop();
  },
  ownOrigin: [
    async ({ context, server }, use) => {
      const strangers = watchRequests(context, () => server.origin);
      await use();
      expect(strangers, 'requests that left the own origin').toEqual([]);
    },
    { auto: true },
  ],
  atoll: async ({ page, server }, use) => {
    const atoll = new AtollWindow(page);
    await atoll.enter(server.address);
    await use(atoll);
  },
});

/** A page, or all pages of a browser's context. */
interface Asking {
  on(event: 'request', listener: (request: Request) => void): unknown;
}

/** Addresses of other origins that are asked for, as they come. */
export function watchRequests(asking: Asking, origin: () => string): readonly string[] {
  const strangers: string[] = [];
  asking.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol === 'data:' || url.protocol === 'blob:' || url.origin === origin()) return;
    strangers.push(request.url());
  });
  return strangers;
}

export { expect };
