import type { Page } from '@playwright/test';
import { AtollWindow } from '../pages/atoll-window.ts';
import { ask } from './ask.ts';
import type { World } from './world.ts';

/** A window as a new user finds it, in one of the worlds. */
export interface Stage {
  readonly atoll: AtollWindow;
  readonly page: Page;
  readonly world: World;
}

const NO_TABS = { version: 1, tabs: [], active: null, layout: null, panels: {} };

/** Opens a window without tabs, all panels in their first places. */
export async function openStage(world: World): Promise<Stage> {
  for (const page of world.context.pages()) await page.close();
  await setBack(world);
  const page = await world.context.newPage();
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(world.server.origin);
  const atoll = new AtollWindow(page);
  await atoll.status.waitFor();
  return { atoll, page, world };
}

async function setBack(world: World): Promise<void> {
  if (world.name === 'newcomer') await ask(world, 'workspaces/close', {});
  if (world.name === 'demo') await ask(world, 'workspaces/openDemo', {});
  if (world.name !== 'newcomer') await ask(world, 'window/save', { state: NO_TABS });
  await ask(world, 'settings/set', { theme: 'system', editorFontSize: 13, tabMovesFocus: false });
}
