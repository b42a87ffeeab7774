import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast, distance, SIGHTS } from './contrast.fixture.ts';

const TEXT = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');
const PAIRS = new Map(
  [...TEXT.matchAll(/(--[\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }],
  ),
);

const THEMES = ['light', 'dark'] as const;
type Theme = (typeof THEMES)[number];
const SURFACES = ['--surface', '--surface-panel', '--surface-raised', '--surface-floating'];
const HUES = Array.from({ length: 10 }, (_, hue) => `--hue-${hue}`);

function colour(name: string, theme: Theme): string {
  const found = PAIRS.get(name)?.[theme];
  if (found === undefined) throw new Error(`tokens.css has no colour ${name} for both themes`);
  return found;
}

function expectContrast(theme: Theme, front: string, backs: readonly string[], least: number): void {
  for (const back of backs) {
    const ratio = contrast(colour(front, theme), colour(back, theme));
    expect(ratio, `${front} on ${back}, ${theme}`).toBeGreaterThanOrEqual(least);
  }
}

describe.each(THEMES)('tokens, %s', (theme) => {
  it.each(['--text', '--text-secondary', '--accent-text', '--local-text', '--masked-text'])(
    '%s can be read on every surface',
    (name) => expectContrast(theme, name, SURFACES, 4.5),
  );

  it('text can be read on what is selected and on banners', () => {
    expectContrast(theme, '--text', ['--surface-selected', '--surface-selected-quiet'], 4.5);
    expectContrast(theme, '--text-secondary', ['--surface-selected', '--surface-selected-quiet'], 4.5);
    expectContrast(theme, '--text', ['--info-soft', '--warning-soft', '--error-soft', '--success-soft'], 4.5);
    expectContrast(theme, '--on-accent', ['--accent', '--accent-hover'], 4.5);
  });

  it.each(['error', 'warning', 'success', 'masked'])('what says %s stands out', (name) => {
    expectContrast(theme, `--${name}-text`, [...SURFACES, `--${name}-soft`], 4.5);
    expectContrast(theme, `--${name}`, [...SURFACES, `--${name}-soft`], 3);
  });

  it('focus, inputs and marks of local work stand out', () => {
    expectContrast(theme, '--accent', [...SURFACES, '--surface-selected'], 3);
    expectContrast(theme, '--line-strong', ['--surface', '--surface-panel', '--surface-floating'], 3);
    expectContrast(theme, '--local-mark', SURFACES, 3);
  });

  it.each(HUES)('%s marks and can be read', (hue) => {
    expectContrast(theme, `${hue}-mark`, SURFACES, 3);
    expectContrast(theme, `${hue}-text`, [...SURFACES, `${hue}-soft`], 4.5);
  });

  it.each(SIGHTS)('ten hues can be told apart (%s sight)', (sight) => {
    const marks = HUES.map((hue) => colour(`${hue}-mark`, theme));
    const distances = marks.flatMap((mark, at) =>
      marks.slice(0, at).map((other) => distance(mark, other, sight)),
    );
    expect(Math.min(...distances)).toBeGreaterThan(
      { full: 0.12, protanopia: 0.08, deuteranopia: 0.08 }[sight],
    );
  });
});
