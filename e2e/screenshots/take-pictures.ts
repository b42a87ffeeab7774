import path from 'node:path';
import type { Scene } from './scene.ts';
import type { Stage } from './stage.ts';

/** In which themes and sizes each scene is taken; 720×450 is 1440×900 at 200 %. */
export const SHOTS = [
  { theme: 'light', width: 1440, height: 900 },
  { theme: 'dark', width: 1440, height: 900 },
  { theme: 'light', width: 1024, height: 700 },
  { theme: 'dark', width: 1024, height: 700 },
  { theme: 'light', width: 720, height: 450 },
] as const;

export type Shot = (typeof SHOTS)[number];

/** Such as `light-1440`. */
export function shotName({ theme, width }: Shot): string {
  return `${theme}-${width}`;
}

/** One picture each, `<shot>/<scene>.png`: the theme follows the system's, so the scene is brought about once. */
export async function takePictures(stage: Stage, scene: Scene, folder: string): Promise<void> {
  const { page } = stage;
  for (const shot of SHOTS) {
    await page.emulateMedia({ colorScheme: shot.theme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width: shot.width, height: shot.height });
    await page.waitForTimeout(150);
    await scene.again?.(stage);
    await page.screenshot({ path: path.join(folder, shotName(shot), `${scene.name}.png`), caret: 'initial' });
  }
}
