import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkHouse } from './check-house.ts';
import { readCheckout } from './checkout.ts';
import { breachesOf } from './fixture.ts';

describe('the layout', () => {
  it.each([
    ['src/app.ts', /^src: stands at the top level/],
    ['notes.md', /^notes\.md: stands at the top level/],
    ['engine/plan/utils.ts', /the name "utils"/],
    ['engine/plan/helpers.test.ts', /the name "helpers"/],
    ['main/common/thing.md', /the name "common"/],
    ['engine/plan/index.ts', /the name "index"/],
    ['connectors/oracle/connector.ts', /^connectors\/oracle: has no README/],
  ])('refuses %s', (path, message) => {
    expect(breachesOf({ [path]: '' }).join('\n')).toMatch(message);
  });

  it('refuses a file above the ceiling and takes one at it', () => {
    expect(breachesOf({ 'engine/plan/long.ts': '\n'.repeat(301) }).join()).toContain(
      'long.ts:301: has 301 lines',
    );
    expect(breachesOf({ 'engine/plan/long.ts': '\n'.repeat(300) })).toEqual([]);
  });

  it('wants a README in each top folder', () => {
    const none = new Map<string, string>();
    const bare = { paths: [], sources: none, styles: none, dependencies: new Set<string>() };
    expect(checkHouse({ ...bare, devDependencies: bare.dependencies })).toHaveLength(6);
  });
});

describe('the text', () => {
  it.each([
    ["export * from './b.ts';\n", /export \*/],
    ["export * as all from './b.ts';\n", /export \*/],
    ['// oxlint-disable-next-line\nexport const a = 1;\n', /a\.ts:1: silences a tool/],
    ['/* eslint-disable */\n', /silences a tool/],
    ['// @ts-ignore\nexport const a = 1;\n', /silences a tool/],
    ['/// <reference lib="dom" />\n', /types of the DOM/],
  ])('%j is refused', (text, message) => {
    expect(breachesOf({ 'engine/plan/a.ts': text, 'engine/plan/b.ts': '' }).join('\n')).toMatch(message);
  });

  it('may speak of these in strings', () => {
    expect(breachesOf({ 'engine/plan/a.ts': "export const a = '// @ts-ignore export * from';\n" })).toEqual(
      [],
    );
  });
});

describe('a checkout on disk', () => {
  it('is read without what tools generate', () => {
    const { paths, sources, devDependencies } = readCheckout(
      fileURLToPath(new URL('../..', import.meta.url)),
    );
    expect(paths).toContain('package.json');
    expect(paths.filter((path) => path.includes('node_modules'))).toEqual([]);
    expect([...sources.keys()]).toContain('e2e/house/main.ts');
    expect(devDependencies).toContain('vitest');
  });
});
