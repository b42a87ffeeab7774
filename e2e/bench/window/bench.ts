import { chromium } from '@playwright/test';
import { CHROMIUM, CHROMIUM_ARGS } from '../../fixtures/chromium.ts';
import { completing } from './completing.ts';
import type { Figure } from './figure.ts';
import { firstRow } from './first-row.ts';
import { scrolling } from './scrolling.ts';
import { starting } from './starting.ts';

/** `npm run bench -- window`: the window's own figures, in a real Chromium over the browser shell; it prints them alone. */
export async function windowBench(): Promise<void> {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_ARGS });
  try {
    for (const part of [starting, firstRow, scrolling, completing])
      for (const figure of await part(browser)) print(figure);
  } finally {
    await browser.close();
  }
}

function print({ what, value, aim }: Figure): void {
  process.stdout.write(`${what.padEnd(62)} ${value.padStart(12)}${aim === null ? '' : `   aim ${aim}`}\n`);
}
