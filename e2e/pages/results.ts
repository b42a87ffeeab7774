import { expect, type Locator, type Page } from '@playwright/test';
import { panelNamed } from './panel-named.ts';

/** The results of the tab in front. */
export class Results {
  readonly #page: Page;
  readonly panel: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.panel = panelNamed(page, 'Results');
  }

  get grid(): Locator {
    return this.panel.getByRole('grid', { name: 'Result' });
  }

  /** The result of the last run, by how its tab calls it. */
  get tabs(): Locator {
    return this.panel.getByRole('tablist', { name: 'Results' }).getByRole('tab');
  }

  /** A row in sight, by its number and values, such as `1 Europe 48467601`. */
  row(text: string): Locator {
    return this.grid.getByRole('row', { name: text, exact: true });
  }

  /** What is said of a run that failed. */
  get failure(): Locator {
    return this.panel.getByRole('alert');
  }

  /** The line under the rows: what each source sent. */
  get strip(): Locator {
    return this.panel.getByRole('group', { name: 'What went where' });
  }

  tool(name: string): Locator {
    return this.panel.getByRole('toolbar', { name: 'Result', exact: true }).getByRole('button', { name });
  }

  /** Waits for a whole answer of so many rows. */
  async complete(rows: number, timeout = 30_000): Promise<void> {
    const said = new RegExp(`: complete, ${rows.toLocaleString('en')} rows? in `);
    await expect(this.#page.getByRole('status').filter({ hasText: said })).toHaveCount(1, { timeout });
    await expect(this.grid).toHaveAttribute('aria-rowcount', String(rows + 1));
  }
}
