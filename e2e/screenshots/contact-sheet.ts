import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from '@playwright/test';
import { SHOTS, shotName } from './take-pictures.ts';

const ACROSS = 4;
const THUMB_WIDTH = 640;
const MARGIN = 16;

/** One picture of all pictures of a theme and size each: `sheet-<shot>.png`. */
export async function makeSheets(browser: Browser, folder: string): Promise<void> {
  for (const shot of SHOTS) {
    const name = shotName(shot);
    const files = (await readdir(path.join(folder, name))).filter((file) => file.endsWith('.png'));
    files.sort();
    const page = await browser.newPage({ viewport: { width: ACROSS * (THUMB_WIDTH + MARGIN), height: 800 } });
    // Only from a page of the same scheme may pictures of files be shown.
    await page.goto(`${pathToFileURL(path.join(folder, name)).href}/`);
    await page.setContent(sheetHtml(files));
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: path.join(folder, `sheet-${name}.png`), fullPage: true });
    await page.close();
  }
}

function sheetHtml(files: readonly string[]): string {
  const figures = files.map(
    (file) => `<figure><img src="./${file}"><figcaption>${path.parse(file).name}</figcaption></figure>`,
  );
  return `<style>
    body { margin: 0; display: grid; grid-template-columns: repeat(${ACROSS}, ${THUMB_WIDTH}px); gap: ${MARGIN}px; background: #888; }
    figure { margin: 0; } img { width: 100%; display: block; } figcaption { font: 16px sans-serif; padding: 4px; color: #fff; }
  </style>${figures.join('')}`;
}
