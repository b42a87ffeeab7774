import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, openTestShell, type TestShell } from '../../e2e/fixtures/browser-shell.ts';

/** One of each kind of answer: a file, a page, an error, the API. */
const PATHS = [
  '/',
  '/assets/app-Bx3_9-aZ.js',
  '/enter',
  '/enter/door.js',
  '/api/nothing',
  '/nothing',
  '/../nothing',
];

let shell: TestShell;
let cookie = '';

beforeAll(async () => {
  shell = await openTestShell();
  cookie = await shell.enter();
});
afterAll(() => shell[Symbol.asyncDispose]());

test('every answer, refusals too, has the policy', async () => {
  const refused = { host: 'evil.test' };
  for (const headers of [{ cookie }, {}, refused]) {
    for (const path of PATHS) {
      const answer = await ask(shell.port, { path, headers });
      expect(answer.headers).toMatchObject({
        'content-security-policy': expect.stringMatching(/^default-src 'none'; script-src 'self'; style-src/),
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'permissions-policy': expect.stringContaining('camera=()'),
      });
    }
  }
});

test('WebAssembly may be compiled by the script of a worker alone', async () => {
  const policy = async (path: string): Promise<string> =>
    String((await ask(shell.port, { path, headers: { cookie } })).headers['content-security-policy']);
  expect(await policy('/assets/duckdb.worker-Bx3_9-aZ.js')).toBe(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
  );
  for (const path of ['/', '/assets/app-Bx3_9-aZ.js', '/enter', '/nothing'])
    expect(await policy(path)).not.toContain('unsafe-eval');
});

test('files whose names have a hash are kept, others asked for again', async () => {
  const hashed = await ask(shell.port, { path: '/assets/app-Bx3_9-aZ.js', headers: { cookie } });
  expect(hashed.headers['cache-control']).toBe('private, max-age=31536000, immutable');
  expect(hashed.headers['content-type']).toBe('text/javascript; charset=utf-8');
  const page = await ask(shell.port, { path: '/', headers: { cookie } });
  expect(page.headers['cache-control']).toBe('no-cache');
  const again = { cookie, 'if-none-match': String(page.headers.etag) };
  expect((await ask(shell.port, { path: '/', headers: again })).status).toBe(304);
});
