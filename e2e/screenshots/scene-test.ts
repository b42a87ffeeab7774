import { test as base } from '@playwright/test';
import { watchRequests } from '../window/test.ts';
import type { Scene } from './scene.ts';
import { openStage, type Stage } from './stage.ts';
import { Worlds } from './worlds.ts';

interface WorkerFixtures {
  readonly worlds: Worlds;
}

interface Fixtures {
  /** Opens a window where a scene plays and brings the scene about. Requests to other origins fail the test. */
  readonly play: (scene: Pick<Scene, 'world' | 'show'>) => Promise<Stage>;
}

/** Tests over scenes: the worlds stay open from one to the next. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  worlds: [
    async ({ browser }, use) => {
      await using worlds = new Worlds(browser);
      await use(worlds);
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  play: async ({ worlds }, use) => {
    const watched: (readonly string[])[] = [];
    await use(async (scene) => {
      const stage = await openStage(await worlds.get(scene.world));
      watched.push(watchRequests(stage.page, () => stage.world.server.origin));
      await scene.show(stage);
      return stage;
    });
    base.expect(watched.flat(), 'requests that left the own origin').toEqual([]);
  },
});

export { expect } from '@playwright/test';
