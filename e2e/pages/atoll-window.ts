import { expect, type Locator, type Page } from '@playwright/test';

/** The whole window: how a browser gets in, what is always there. */
export class AtollWindow {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Lets the browser in by the address that the program printed, and waits for the window. */
  async enter(address: string): Promise<void> {
    await this.page.goto(address);
    await this.page.waitForURL(`${new URL(address).origin}/`);
    await expect(this.page.getByRole('main').first()).toBeVisible();
  }

  /** The bar at the lower edge. */
  get status(): Locator {
    return this.page.getByRole('contentinfo');
  }

  /** Runs a command from the palette, by its title. */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+k');
    await this.page.getByRole('combobox', { name: /command/i }).fill(title);
    await this.page.getByRole('option', { name: title }).first().click();
  }
}
