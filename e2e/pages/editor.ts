import { expect, type Locator, type Page } from '@playwright/test';
import { panelNamed } from './panel-named.ts';

/** The tabs and the text of the one in front. */
export class Editor {
  readonly #page: Page;
  readonly panel: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.panel = panelNamed(page, 'Editor');
  }

  /** What takes the keys; it has no size of its own. */
  get text(): Locator {
    return this.panel.getByRole('textbox', { name: /, SQL\./ });
  }

  /** The lines in sight. */
  get lines(): Locator {
    return this.panel.getByRole('code').first();
  }

  get tabs(): Locator {
    return this.panel.getByRole('tablist', { name: 'Queries' }).getByRole('tab');
  }

  tab(title: string): Locator {
    return this.panel.getByRole('tab', { name: new RegExp(`^${title}(,|$)`) });
  }

  button(name: string): Locator {
    return this.panel.getByRole('toolbar', { name: 'Query' }).getByRole('button', { name });
  }

  /** Opens a tab and waits until its text takes keys. */
  async newQuery(): Promise<void> {
    const before = await this.tabs.count();
    await this.panel.getByRole('button', { name: 'New query' }).first().click();
    await expect(this.tabs).toHaveCount(before + 1);
    await expect(this.text).toBeFocused();
  }

  /** Puts a text in place of the one that is there. */
  async write(sql: string): Promise<void> {
    await this.text.focus();
    await this.#page.keyboard.press('ControlOrMeta+a');
    await this.#page.keyboard.insertText(sql);
  }

  /** Writes a text and runs it. */
  async run(sql: string): Promise<void> {
    await this.write(sql);
    await this.#page.keyboard.press('Control+Enter');
  }
}
