import type { Page } from '@playwright/test';

/** What `focusedName` says where no element has the focus. */
export const NOTHING = 'nothing';

const PATIENCE_MS = 1000;

/** The focused element as a screen reader says it: `button "Run"`; its states are left out. */
export async function focusedName(page: Page): Promise<string> {
  // One that goes away meanwhile, as a button that is replaced does, has the focus no more.
  const tree = await page
    .locator(':focus')
    .ariaSnapshot({ depth: 0, timeout: PATIENCE_MS })
    .catch(() => '');
  const [, said = NOTHING] = /^- (.*?)(?: \[.*|:.*)?$/.exec(tree.split('\n')[0] ?? '') ?? [];
  return said;
}

/**
 * Whether it can be seen where the focus is: an outline or shadow on the focused element or on what it stands for,
 * else a difference between the window with the focus and without.
 */
export async function isFocusSeen(page: Page): Promise<boolean> {
  const isOutlined = await page.evaluate(() => {
    const focused = document.activeElement;
    const active = document.getElementById(focused?.getAttribute('aria-activedescendant') ?? '');
    return [focused, focused?.parentElement, active].some((element) => {
      if (element === null || element === undefined) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    });
  });
  if (isOutlined) return true;
  const focused = await page.evaluateHandle(() => document.activeElement);
  const withFocus = await page.screenshot({ caret: 'initial', animations: 'disabled' });
  await focused.evaluate((element) => element instanceof HTMLElement && element.blur());
  const without = await page.screenshot({ caret: 'initial', animations: 'disabled' });
  await focused.evaluate((element) => element instanceof HTMLElement && element.focus());
  return !withFocus.equals(without);
}

/** Presses Tab until that element has the focus, given as `focusedName` says it. Throws where it never does. */
export async function tabTo(
  page: Page,
  name: string | RegExp,
  key: 'Tab' | 'Shift+Tab' = 'Tab',
): Promise<void> {
  const passed: string[] = [];
  for (let stops = 0; stops < 80; stops += 1) {
    await page.keyboard.press(key);
    const said = await focusedName(page);
    if (typeof name === 'string' ? said === name : name.test(said)) return;
    passed.push(said);
  }
  throw new Error(`${key} never reached ${String(name)}, only:\n${passed.join('\n')}`);
}
