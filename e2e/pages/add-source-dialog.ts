import type { Locator, Page } from '@playwright/test';

/** The dialog that adds a source, with its connection test. */
export class AddSourceDialog {
  readonly box: Locator;
  readonly test: Locator;

  constructor(page: Page) {
    this.box = page.getByRole('dialog', { name: 'Add source' });
    this.test = this.box.getByRole('region', { name: 'Connection test' });
  }

  /** Where a URL or path is pasted. */
  get address(): Locator {
    return this.box.getByRole('textbox', { name: 'Paste a URL or path' });
  }

  readonly field = (name: string): Locator =>
    this.box.getByRole('textbox', { name: new RegExp(`^${name}( \\(required\\))?$`) });

  readonly button = (name: string): Locator => this.box.getByRole('button', { name, exact: true });

  /** A step of the test, by its name. */
  readonly step = (name: string): Locator => this.test.getByRole('listitem').filter({ hasText: name });

  /** How the test ended. */
  get outcome(): Locator {
    return this.test.getByRole('status');
  }
}
