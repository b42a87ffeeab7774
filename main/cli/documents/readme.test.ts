import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { COMMANDS } from '../commands.ts';
import { withCapabilityTable } from './capability-table.ts';

const README = new URL('../../../README.md', import.meta.url);

test('the table of capabilities is fresh: else run main/cli/documents/write-readme.ts', async () => {
  const text = await readFile(README, 'utf8');
  expect(withCapabilityTable(text)).toBe(text);
});

test('README names commands that there are', async () => {
  const text = await readFile(README, 'utf8');
  const names = new Set(COMMANDS.map(({ name }) => name));
  for (const [, name] of text.matchAll(/npm run -s atoll -- (\w+)/g)) expect(names).toContain(name);
});
