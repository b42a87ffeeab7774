import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * What axe finds against WCAG 2.2 AA on the page as it is, in both themes: each rule with its elements. The second
 * theme is asked for its contrasts alone, as nothing else is another there.
 */
export async function axeFaults(page: Page): Promise<readonly string[]> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const light = await faults(new AxeBuilder({ page }).withTags(TAGS));
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  const dark = await faults(new AxeBuilder({ page }).withRules(['color-contrast']));
  return [...light, ...dark.map((fault) => `dark: ${fault}`)];
}

async function faults(builder: AxeBuilder): Promise<readonly string[]> {
  const { violations } = await builder.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes
      .filter(({ html }) => !isMonacoChoice(id, html))
      .map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary ?? ''}`),
  );
}

/** Monaco names a line of its completion list by its words with commas between them, which the rule takes amiss. */
function isMonacoChoice(rule: string, html: string): boolean {
  return rule === 'label-content-name-mismatch' && html.includes('monaco-list-row');
}
