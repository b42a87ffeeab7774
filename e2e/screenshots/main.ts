/** `npm run screenshots [NAME…]`: pictures of the window in its states; `readme` makes those of the README alone. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { CHROMIUM, CHROMIUM_ARGS } from '../fixtures/chromium.ts';
import prepare from '../window/prepare.ts';
import { makeSheets } from './contact-sheet.ts';
import { makeReadmePictures } from './readme-pictures.ts';
import type { Scene } from './scene.ts';
import { SCENES } from './scenes.ts';
import { openStage } from './stage.ts';
import { takePictures } from './take-pictures.ts';
import { Worlds } from './worlds.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PICTURES = path.join(ROOT, 'dist/screenshots');

async function main(names: readonly string[]): Promise<number> {
  await prepare();
  await mkdir(PICTURES, { recursive: true });
  await using browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_ARGS });
  await using worlds = new Worlds(browser);
  if (names.includes('readme')) {
    await makeReadmePictures(worlds, path.join(ROOT, 'assets/screenshots'));
    return 0;
  }
  const wanted = SCENES.filter(({ name }) => names.length === 0 || names.some((part) => name.includes(part)));
  let failed = 0;
  for (const scene of wanted) failed += await attempt(worlds, scene);
  await makeSheets(browser, PICTURES);
  say(`${wanted.length - failed} of ${wanted.length} scenes in ${PICTURES}`);
  return failed === 0 && wanted.length > 0 ? 0 : 1;
}

/** 1 where it failed; the others go on. */
async function attempt(worlds: Worlds, scene: Scene): Promise<0 | 1> {
  const begun = performance.now();
  try {
    const stage = await openStage(await worlds.get(scene.world));
    await scene.show(stage);
    await takePictures(stage, scene, PICTURES);
    say(`${scene.name} (${((performance.now() - begun) / 1000).toFixed(1)} s)`);
    return 0;
  } catch (error) {
    say(`${scene.name} failed: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

process.exitCode = await main(process.argv.slice(2));
