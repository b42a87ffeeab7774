import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const PROGRAM = fileURLToPath(new URL('start.ts', import.meta.url));

test('npm start answers its query over four islands, says what ran where, and ends with 0 if it is told so', {
  timeout: 180_000,
}, async () => {
  const home = await mkdtemp(join(tmpdir(), 'atoll-home-'));
  const env = { ...process.env, ATOLL_HOME: home, ATOLL_SERVE: '0' };
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

test('without being told it prints an address, serves with nobody at the terminal, and ends with 0 by a signal', {
  timeout: 180_000,
}, async () => {
  const home = await mkdtemp(join(tmpdir(), 'atoll-home-'));
  const env = { ...process.env, ATOLL_HOME: home, ATOLL_SERVE: '', DISPLAY: '', WAYLAND_DISPLAY: '' };
  const child = spawn(process.execPath, [PROGRAM], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(child, 'exit');
  const address = await addressIn(child.stdout);
  const { status } = await fetch(new URL('/enter', address));
  child.kill('SIGTERM');
  expect([status, await ended]).toEqual([200, [0, null]]);
});

async function addressIn(output: AsyncIterable<Buffer>): Promise<string> {
  let text = '';
  for await (const piece of output) {
    text += piece.toString();
    const found = /http:\/\/127\.0\.0\.1:\d+\/\S+/.exec(text);
    if (found !== null) return found[0];
  }
  throw new Error(`It ended without an address: ${text}`);
}
