import { tableFromIPC } from 'apache-arrow';
import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ask, openTestShell, type TestShell } from '../../../e2e/fixtures/browser-shell.ts';

let shell: TestShell;
let headers: Readonly<Record<string, string>>;
let runId = '';

beforeAll(async () => {
  shell = await openTestShell();
  const origin = `http://127.0.0.1:${shell.port}`;
  headers = { cookie: await shell.enter(), origin, 'content-type': 'application/json' };
  const sql = "SELECT i AS number, 'text ' || i AS word FROM range(1000) t(i)";
  ({ runId } = (await call('runs/start', { sql, parameters: {} })) as { readonly runId: string });
  await vi.waitFor(
    async () => expect(await call('runs/get', { runId })).toMatchObject({ state: 'complete', stored: true }),
    { timeout: 20_000 },
  );
});
afterAll(() => shell[Symbol.asyncDispose]());

async function call(path: string, input: unknown): Promise<unknown> {
  const body = JSON.stringify(input);
  const { text } = await ask(shell.port, { method: 'POST', path: `/api/${path}`, headers, body });
  return JSON.parse(text);
}

interface Bytes {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Buffer;
}

function get(path: string): Promise<Bytes> {
  return new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port: shell.port, path, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.once('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(parts),
        }),
      );
    });
    asking.once('error', reject);
    asking.end();
  });
}

test('a page of rows is Arrow, with the number of all rows beside it', async () => {
  const answer = await get(`/api/results/${runId}?from=990&count=100&columns=1,0`);
  expect(answer).toMatchObject({
    status: 200,
    headers: {
      'content-type': 'application/vnd.apache.arrow.stream',
      'x-atoll-rows': '1000',
      'x-atoll-provisional': 'false',
    },
  });
  const table = tableFromIPC(answer.body);
  expect(table.numRows).toBe(10);
  expect(table.getChildAt(0)?.get(9)).toBe('text 999');
});

test.each([
  ['not-a-run?from=0&count=1'],
  ['ID?from=0'],
  ['ID?from=-1&count=1'],
  ['ID?from=0&count=1e3'],
  ['ID?from=0&count=1&columns='],
  ['ID?from=0&count=1&columns=0,x'],
])('%s is wrong usage', async (path) => {
  expect((await get(`/api/results/${path.replace('ID', runId)}`)).status).toBe(400);
});

test('a result that is not there has an error and no rows', async () => {
  const { status, body } = await get('/api/results/00000000-0000-4000-8000-000000000000?from=0&count=1');
  expect(status).toBeGreaterThanOrEqual(400);
  expect(JSON.parse(body.toString())).toMatchObject({ error: { message: expect.any(String) } });
});

test('a finished export is sent whole, to be saved under its name', async () => {
  const file = 'naïve (1).csv';
  const begun = await call('exports/start', { runId, format: 'csv', file, overwrite: false });
  const { exportId } = begun as { readonly exportId: string };
  await expect
    .poll(() => call('exports/list', {}), { timeout: 20_000 })
    .toMatchObject({ exports: [{ exportId, state: 'complete' }] });
  const answer = await get(`/api/exports/${exportId}`);
  expect(answer.status).toBe(200);
  expect(answer.headers['content-disposition']).toBe("attachment; filename*=UTF-8''na%C3%AFve%20%281%29.csv");
  expect(answer.body.toString().trimEnd().split(/\r?\n/)).toHaveLength(1001);
  expect(await readdir(shell.workspace)).toContain(file);
});
