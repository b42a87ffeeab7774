import { expect, type Locator, type Page } from '@playwright/test';
import { AddSourceDialog } from './add-source-dialog.ts';
import { Editor } from './editor.ts';
import { panelNamed } from './panel-named.ts';
import { Results } from './results.ts';

/** The whole window: how a browser gets in, what is always there, and its parts. */
export class AtollWindow {
  readonly page: Page;
  readonly editor: Editor;
  readonly results: Results;
  readonly addSource: AddSourceDialog;

  constructor(page: Page) {
    this.page = page;
    this.editor = new Editor(page);
    this.results = new Results(page);
    this.addSource = new AddSourceDialog(page);
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

  /** A source in the tree. */
  source(name: string): Locator {
    return this.page.getByRole('tree', { name: 'Sources' }).getByRole('treeitem', {
      name: new RegExp(`^${name},`),
      level: 1,
    });
  }

  /** A panel, by the title in its head. */
  panel(title: string): Locator {
    return panelNamed(this.page, title);
  }

  dialog(name: string | RegExp): Locator {
    return this.page.getByRole('dialog', { name });
  }

  /** Runs a command from the palette, by its title. */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+k');
    await this.page.getByRole('combobox', { name: /command/i }).fill(title);
    await this.page.getByRole('option', { name: title }).first().click();
  }
}
