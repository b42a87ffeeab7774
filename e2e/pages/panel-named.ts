import type { Locator, Page } from '@playwright/test';

/** A panel by its title: alone at its place it is a group, among others there one of their tabs. */
export function panelNamed(page: Page, title: string): Locator {
  const named = { name: title, exact: true };
  return page.getByRole('group', named).or(page.getByRole('tabpanel', named));
}
