import type { Page } from '@playwright/test';
import { axeFaults } from '../pages/axe.ts';
import { focusedName, isFocusSeen, NOTHING } from '../pages/focus.ts';
import { expect, test } from '../screenshots/scene-test.ts';
import type { Scene } from '../screenshots/scene.ts';
import { SCENES } from '../screenshots/scenes.ts';

// A trace of a world that many tests share takes longer than they do.
test.use({ trace: 'off' });

const CHECKED = SCENES.filter(({ alike }) => alike !== true);

for (const scene of CHECKED) {
  test(`axe finds no fault in ${scene.name}, in both themes`, async ({ play }) => {
    const { page } = await play(scene);
    expect(await axeFaults(page)).toEqual([]);
  });
}

const sceneOf = (name: string): Scene => {
  const scene = SCENES.find((one) => one.name === name);
  if (scene === undefined) throw new Error(`There is no scene ${name}.`);
  return scene;
};

test('focus can be seen at every stop where colours are forced', async ({ play }) => {
  test.slow();
  const { page } = await play(sceneOf('selection'));
  await page.emulateMedia({ forcedColors: 'active' });
  const unseen: string[] = [];
  for (let stops = 0; stops < 40; stops += 1) {
    await page.keyboard.press('Tab');
    const stop = await focusedName(page);
    // After the last stop comes the browser's own.
    if (stop !== NOTHING && !(await isFocusSeen(page))) unseen.push(stop);
  }
  expect(unseen).toEqual([]);
});

test('nothing moves by itself with reduced motion', async ({ play }) => {
  const { page } = await play(sceneOf('running'));
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  expect(await movements(page)).not.toEqual([]);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await movements(page)).toEqual([]);
});

/** Animations that run, and transitions that would. */
async function movements(page: Page): Promise<readonly string[]> {
  return await page.evaluate(() => {
    const running = document
      .getAnimations()
      .filter(({ effect }) => Number(effect?.getComputedTiming().duration ?? 0) > 0)
      .map(() => 'an animation');
    const wouldMove = [...document.querySelectorAll('*')]
      .filter((element) => element.closest('.monaco-editor') === null)
      .filter((element) =>
        getComputedStyle(element)
          .transitionDuration.split(',')
          .some((duration) => Number.parseFloat(duration) > 0.01),
      )
      .map((element) => `a transition of ${element.getAttribute('class')}`);
    return [...running, ...new Set(wouldMove)];
  });
}

for (const name of [
  'first-start',
  'demo-opened',
  'add-source-form',
  'results-spread',
  'what-went-where',
  'plan',
  'cost-banner',
  'settings',
  'export',
  'vault',
]) {
  test(`at 200 % everything of ${name} can be reached, and the page does not scroll sideways`, async ({
    play,
  }) => {
    const { page } = await play(sceneOf(name));
    await page.setViewportSize({ width: 720, height: 450 });
    await page.waitForTimeout(200);
    expect(
      await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.scrollHeight,
      ]),
    ).toEqual([720, 450]);
    expect(await unreachable(page)).toEqual([]);
  });
}

/** Controls that stay out of sight, or covered, when they are scrolled to. */
async function unreachable(page: Page): Promise<readonly string[]> {
  return await page.evaluate(() => {
    const dialog = document.querySelector('[role=dialog]');
    const controls = [
      ...(dialog ?? document).querySelectorAll<HTMLElement>(
        'button, input, select, textarea, summary, [tabindex="0"]',
      ),
    ]
      .filter((control) => control.checkVisibility({ visibilityProperty: true }) && control.tabIndex >= 0)
      // Monaco's own input has no size; what is seen are the lines around it.
      .filter((control) => !control.matches('.native-edit-context'));
    return controls
      .filter((control) => {
        control.scrollIntoView({ block: 'nearest', inline: 'nearest' });
        const { left, right, top, bottom } = control.getBoundingClientRect();
        const seen = document.elementFromPoint(
          (Math.max(left, 0) + Math.min(right, innerWidth)) / 2,
          (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2,
        );
        const isOwn = seen !== null && (control.contains(seen) || seen.contains(control));
        const isShared = seen?.closest('.monaco-editor, label, [role=tree], [role=grid]') != null;
        return left < -1 || top < -1 || left >= innerWidth || top >= innerHeight || !(isOwn || isShared);
      })
      .map(({ outerHTML }) => outerHTML.slice(0, 200));
  });
}
