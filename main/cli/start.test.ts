import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const PROGRAM = fileURLToPath(new URL('start.ts', import.meta.url));

test('npm start answers its query over four islands, says what ran where, and ends with 0', {
  timeout: 180_000,
}, async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM]);
  for (const part of [
    'DACH',
    'What ran where',
    '\nshop   ',
    '\nlake   ',
    '\ncrm   ',
    '\nlocal   ',
    'here, in DuckDB',
    'npm run -s atoll -- query',
  ])
    expect(stdout).toContain(part);
  expect(stdout).not.toContain('\u001b');
  for (const line of stdout.split('\n')) expect([...line].length).toBeLessThanOrEqual(105);
});
