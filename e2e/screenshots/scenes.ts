import type { Scene } from './scene.ts';
import { editor } from './scenes/editor.ts';
import { firstSteps } from './scenes/first-steps.ts';
import { results } from './scenes/results.ts';
import { sources } from './scenes/sources.ts';

const ALL: readonly Scene[] = [...firstSteps, ...sources, ...editor, ...results];

/** All of them, those of one world one after the other. To add one: an entry in a file of `scenes/`. */
export const SCENES: readonly Scene[] = [...new Set(ALL.map(({ world }) => world))].flatMap((world) =>
  ALL.filter((scene) => scene.world === world),
);
