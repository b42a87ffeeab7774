import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { axeFaults } from '../pages/axe.ts';
import { expect, test } from '../window/test.ts';

const RENDERER = fileURLToPath(new URL('../../renderer', import.meta.url));

test.use({ begins: 'none' });

test('the gallery shows every control, in both themes', async ({ atoll, server }) => {
  const { page } = atoll;
  await page.goto(`${server.origin}/gallery.html`);
  const titles = page.getByRole('heading', { level: 2 });
  await expect(titles.first()).toBeVisible();
  const shown = await titles.allTextContents();
  const half = shown.slice(0, shown.length / 2);
  expect(shown).toEqual([...half, ...half]);
  const words = half.map((title) => title.toLowerCase().replaceAll(' ', '-'));
  expect(controls().filter((control) => !words.includes(control))).toEqual([]);
});

test('axe finds no fault in the gallery, in both themes', async ({ atoll, server }) => {
  const { page } = atoll;
  await page.goto(`${server.origin}/gallery.html`);
  await expect(page.getByRole('heading', { name: 'Button', exact: true })).toHaveCount(2);
  expect(await axeFaults(page)).toEqual([]);
});

/** Files of controls: those that are used outside of their folder. Other ones are parts of them. */
function controls(): readonly string[] {
  const users = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx') && !file.startsWith('ui/') && !file.includes('gallery'))
    .map((file) => readFileSync(`${RENDERER}/${file}`, 'utf8'));
  return readdirSync(`${RENDERER}/ui`)
    .filter((file) => file.endsWith('.tsx'))
    .filter((file) =>
      users.some((text) => new RegExp(`import \\{[^}]*\\} from '[./]*ui/${file}'`).test(text)),
    )
    .map((file) => file.replace('.tsx', ''));
}
