import type { Browser, Page } from '@playwright/test';
import { type AtollServer, serve } from '../../window/atoll-server.ts';
import { makePlaces, type Places } from '../../window/places.ts';

/** A window over an empty workspace, as a new user's home has it. */
export interface OpenPage extends AsyncDisposable {
  readonly page: Page;
  readonly places: Places;
  readonly server: AtollServer;
  /** From the start of the program until it said its address, ms. */
  readonly serverMs: number;
  /** From asking for the page until its sources could be used, ms. */
  readonly pageMs: number;
}

/** Opens it; `prepare` may fill the workspace before. */
export async function openPage(
  browser: Browser,
  prepare: (places: Places) => Promise<void> = async () => await Promise.resolve(),
): Promise<OpenPage> {
  const places = await makePlaces('empty');
  await prepare(places);
  const begun = performance.now();
  const server = await serve(places, { workspace: places.workspace });
  const serverMs = performance.now() - begun;
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const asked = performance.now();
  await page.goto(server.address);
  await page.getByRole('button', { name: 'New query' }).first().waitFor();
  return {
    page,
    places,
    server,
    serverMs,
    pageMs: performance.now() - asked,
    [Symbol.asyncDispose]: async () => {
      await context.close();
      await server.stop();
      await places.remove();
    },
  };
}

/** Writes a text into a new query. */
export async function writeQuery(page: Page, sql: string): Promise<void> {
  await page.getByRole('button', { name: 'New query' }).first().click();
  const editor = page.getByRole('textbox', { name: /SQL/ });
  await editor.waitFor({ state: 'attached' });
  await editor.focus();
  await page.keyboard.insertText(sql);
  await page.keyboard.press('Escape');
}
