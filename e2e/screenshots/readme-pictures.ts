import path from 'node:path';
import { SCENES } from './scenes.ts';
import { openStage } from './stage.ts';
import type { Worlds } from './worlds.ts';

/** The pictures that the README shows, and the scenes that they are of. */
const PICTURES = {
  window: 'window',
  'what-went': 'what-went-where',
  'add-source': 'add-source-form',
} as const;

/** Makes them anew: light, 1440×900. */
export async function makeReadmePictures(worlds: Worlds, folder: string): Promise<void> {
  for (const [file, name] of Object.entries(PICTURES)) {
    const scene = SCENES.find((one) => one.name === name);
    if (scene === undefined) throw new Error(`There is no scene ${name}.`);
    const stage = await openStage(await worlds.get(scene.world));
    await stage.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await scene.show(stage);
    // The strip of four sources needs the room, and where the focus is says nothing here.
    const inspector = stage.page.getByRole('button', { name: 'Close Inspector' });
    if (file !== 'add-source') await inspector.click();
    await stage.page.evaluate(
      () => document.activeElement instanceof HTMLElement && document.activeElement.blur(),
    );
    await stage.page.mouse.move(0, 0);
    await stage.page.waitForTimeout(300);
    await stage.page.screenshot({ path: path.join(folder, `${file}.png`) });
  }
}
