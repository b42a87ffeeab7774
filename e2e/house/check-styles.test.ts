import { describe, expect, it } from 'vitest';
import { breachesOf } from './fixture.ts';

const SHEET = 'renderer/panels/plan/plan.module.css';
const VIEW = 'renderer/panels/plan/plan.tsx';

describe('style sheets', () => {
  it.each([
    ['.a { color: #fff; }', /plan\.module\.css:1: the raw colour "#fff"/],
    ['.a {\n  border:\n    1px solid var(--line);\n}', /:2: the raw size "1px"/],
    ['.a { background: rgb(0 0 0 / 50%); }', /raw colour "rgb\("/],
    ['.a { color: hsl(0 0% 0%) }', /raw colour/],
    ['.a { color: oklch(50% 0.1 20) }', /raw colour/],
    ['.a { outline-color: Red; }', /raw colour "Red"/],
    ['.a { padding: var(--space-4) 12px; }', /raw size "12px"/],
    ['.a { margin: -0.5rem; }', /raw size "-0\.5rem"/],
    ['.a { width: calc(100% - 40px); }', /raw size "40px"/],
    ['@media (width < 600px) { .a { height: 2rem } }', /raw size "2rem"/],
    ['.a { width: var(--side, 200px); }', /raw size "200px"/],
  ])('may not hold %j', (text, message) => {
    expect(breachesOf({ [SHEET]: text }).join('\n')).toMatch(message);
  });

  it.each([
    '.a { color: var(--red); padding: 0 var(--space-4); top: 0px; }',
    '@media (width < 600px) { .a { display: none; } }',
    '/* #fff 12px red */ .a:hover { background: transparent; border-color: currentcolor; }',
    '.a { min-width: 14ch; height: 60vh; }',
    '.red { background: Highlight; color: color-mix(in srgb, var(--text), var(--surface) 6%); }',
    ".a::after { content: 'red 12px;'; transform: translateX(-50%); animation: fade var(--motion); }",
    "@import '@fontsource-variable/inter/wght.css';",
  ])('may hold %j', (text) => {
    expect(breachesOf({ [SHEET]: text })).toEqual([]);
  });

  it('are free where the tokens are, and outside the window', () => {
    const text = '.a { color: #fff; margin: 4px; }';
    expect(breachesOf({ 'renderer/ui/tokens.css': text, 'e2e/bench/page.css': text })).toEqual([]);
  });
});

describe('styles in views', () => {
  it.each([
    ["<p style={{ color: 'red' }} />", /plan\.tsx:1: the raw colour "red"/],
    ['<p style={{ width: 240 }} />', /raw size "240px"/],
    ["<p style={on ? { padding: '4px 0' } : undefined} />", /raw size "4px"/],
    ['<p style={{ boxShadow: `0 0 ${size} #000` }} />', /raw colour "#000"/],
  ])('may not hold %j', (view, message) => {
    expect(breachesOf({ [VIEW]: `export const a = ${view};` }).join('\n')).toMatch(message);
  });

  it.each([
    '<p style={{ width: size, opacity: 0.5, top: 0 }} />',
    '<p style={{ transform: `translateY(${top}px)` }} />',
    '<p style={{ color: \'var(--text)\' }} title="red 12px" />',
    '<Chart width={240} colour="red" />',
  ])('may hold %j', (view) => {
    expect(breachesOf({ [VIEW]: `export const a = ${view};` })).toEqual([]);
  });
});
