import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { isAttended } from './start-window.ts';

const PROGRAM = fileURLToPath(new URL('start.ts', import.meta.url));

test('npm start answers its query over four islands, says what ran where, and ends with 0', {
  timeout: 180_000,
}, async () => {
  const home = await mkdtemp(join(tmpdir(), 'atoll-home-'));
  const env = { ...process.env, ATOLL_HOME: home, ATOLL_SERVE: '' };
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM], { env });
  for (const part of [
    'DACH',
    'What ran where',
    '\nshop   ',
    '\nlake   ',
    '\ncrm   ',
    '\nlocal   ',
    'here, in DuckDB',
    'npm run -s atoll -- query',
    'Open the window',
  ])
    expect(stdout).toContain(part);
  expect(stdout).not.toContain('\u001b');
  for (const line of stdout.split('\n')) expect([...line].length).toBeLessThanOrEqual(105);
});

test.each([
  [true, {}, true, false],
  [true, {}, false, true],
  [false, {}, false, false],
  [true, { ATOLL_SERVE: '1' }, false, false],
  [false, { ATOLL_SERVE: '0' }, true, true],
  [false, { ATOLL_SERVE: '' }, false, false],
])('it serves: %s, with %j, where input and output are terminals: %s, %s', (serves, env, stdin, stdout) => {
  expect(isAttended({ stdin, stdout }, env)).toBe(serves);
});
