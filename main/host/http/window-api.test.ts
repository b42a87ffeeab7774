import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Answer, ask, openTestShell, type TestShell } from '../../../e2e/fixtures/browser-shell.ts';
import type { Handlers } from '../window/handlers.ts';
import { answerCall } from './answer-call.ts';
import { closeServer, httpServer, listen } from './http-server.ts';
import { MOST_JSON_BYTES } from './read-json.ts';
import { WindowApi } from './window-api.ts';

let shell: TestShell;
let headers: Readonly<Record<string, string>>;

beforeAll(async () => {
  shell = await openTestShell();
  const origin = `http://127.0.0.1:${shell.port}`;
  headers = { cookie: await shell.enter(), origin, 'content-type': 'application/json' };
});
afterAll(() => shell[Symbol.asyncDispose]());

function call(path: string, body: string | Buffer, port = shell.port): Promise<Answer> {
  return ask(port, { method: 'POST', path: `/api/${path}`, headers, body });
}

function put(name: string, body: string | Buffer): Promise<Answer> {
  return ask(shell.port, { method: 'PUT', path: `/api/files/${encodeURIComponent(name)}`, headers, body });
}

test('a request is answered with JSON that nothing keeps', async () => {
  const answer = await call('app/state', '{}');
  expect(answer).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } });
  expect(JSON.parse(answer.text)).toMatchObject({ shell: 'browser', workspace: { dir: shell.workspace } });
});

test.each([
  ['app/state', '{"more": 1}', /Unrecognized key: "more"/],
  ['workspaces/open', '{}', /dir: /],
  ['workspaces/open', '[]', /expected object/],
  ['workspaces/open', '', /not valid JSON/],
  ['workspaces/open', '{"dir": 1', /not valid JSON/],
  ['runs/list', '{"limit": 1e9}', /limit: /],
])('%s with %s is wrong usage, and says why', async (path, body, why) => {
  const { status, text } = await call(path, body);
  expect(status).toBe(400);
  expect(JSON.parse(text)).toMatchObject({ error: { code: 'usage', message: expect.stringMatching(why) } });
});

test('damaged UTF-8 and more than 16 MB are refused', async () => {
  expect((await call('app/state', Buffer.from([0x22, 0xff, 0x22]))).status).toBe(400);
  expect((await call('app/state', Buffer.alloc(MOST_JSON_BYTES, ' '))).text).toContain('not valid JSON');
  expect((await call('app/state', Buffer.alloc(3 * MOST_JSON_BYTES, ' '))).text).toContain(
    'larger than 16 MB',
  );
});

test('an answer that breaks the contract is a fault that is logged without what is in it', async () => {
  const log: string[] = [];
  const wrong = { state: () => Promise.resolve({ version: 'the-canary' }) };
  const handlers = { app: wrong } as unknown as Handlers;
  const server = httpServer(
    (asked, response) =>
      void answerCall(handlers, ['app', 'state'], asked, response, (line) => log.push(line)),
  );
  await listen(server, { host: '127.0.0.1', port: 0 });
  const { port } = server.address() as { readonly port: number };
  const { status, text } = await call('app/state', '{}', port);
  await closeServer(server);
  expect(status).toBe(500);
  expect(JSON.parse(text)).toMatchObject({
    error: { code: 'internal', message: expect.stringContaining('shell') },
  });
  expect(log.join('\n')).toMatch(/^app\.state: .*platform/);
  expect(log.join('\n')).not.toContain('the-canary');
});

test('a request that nobody waits for any more is aborted', async () => {
  const { promise: began, resolve: begin } = Promise.withResolvers<void>();
  const { promise: aborted, resolve: abort } = Promise.withResolvers<string>();
  const waiting = {
    state: (_input: unknown, { signal }: { readonly signal: AbortSignal }) => {
      signal.addEventListener('abort', () => abort('aborted'));
      begin();
      return new Promise(() => undefined);
    },
  };
  const handlers = { app: waiting } as unknown as Handlers;
  const server = httpServer(
    (asked, response) => void answerCall(handlers, ['app', 'state'], asked, response, () => undefined),
  );
  await listen(server, { host: '127.0.0.1', port: 0 });
  const { port } = server.address() as { readonly port: number };
  const asking = request({ host: '127.0.0.1', port, method: 'POST', headers, path: '/' });
  asking.on('error', () => undefined);
  asking.end('{}');
  await began;
  asking.destroy();
  expect(await aborted).toBe('aborted');
  await closeServer(server);
});

test('the API works over a private socket as well', async () => {
  const socketPath = join(tmpdir(), `atoll-${process.pid}.sock`);
  const api = new WindowApi(shell.host, () => undefined);
  const server = httpServer((asked, response) => void api.answer(['app', 'state'], asked, response));
  await listen(server, { path: socketPath });
  const status = await new Promise((resolve, reject) => {
    const asking = request({ socketPath, method: 'POST', path: '/', headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asking.once('error', reject);
    asking.end('{}');
  });
  await closeServer(server);
  expect(status).toBe(200);
});

test('a dropped file is streamed into the workspace under its name, or a free one', async () => {
  const bytes = randomBytes(24_000_000);
  const digest = createHash('sha256').update(bytes).digest('hex');
  const answers = await Promise.all([put('orders 2026.csv', bytes), put('orders 2026.csv', bytes)]);
  const paths = answers.map(({ text }) => (JSON.parse(text) as { readonly path: string }).path);
  expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  expect(paths.toSorted()).toEqual(['data/orders 2026 2.csv', 'data/orders 2026.csv']);
  for (const path of paths) {
    const kept = await readFile(join(shell.workspace, path));
    expect(createHash('sha256').update(kept).digest('hex')).toBe(digest);
  }
});

test.each([
  ['.env'],
  ['a:b.csv'],
  ['NUL.csv'],
  ['a?.csv'],
  ['x'.repeat(250)],
  [' a.csv'],
  ['a.csv.'],
  ['a|b'],
])('a file can not be called %s', async (name) => {
  expect(await put(name, 'a')).toMatchObject({
    status: 400,
    text: expect.stringContaining("can't be called"),
  });
});

test('names with a path in them lead nowhere', async () => {
  for (const name of ['../../etc/passwd', 'a/b.csv', '..', 'a\\b.csv', 'a\0b'])
    expect((await put(name, 'a')).status).toBe(404);
});

test('a file that came by half is not there', async () => {
  const path = '/api/files/half.csv';
  const sending = request({
    host: '127.0.0.1',
    port: shell.port,
    method: 'PUT',
    path,
    headers: { ...headers, 'content-length': 1_000_000 },
  });
  sending.on('error', () => undefined);
  sending.write(Buffer.alloc(200_000));
  const state = join(shell.workspace, '.atoll');
  const partial = async (): Promise<readonly string[]> =>
    (await readdir(state)).filter((name) => name.endsWith('.partial'));
  await expect.poll(partial).toHaveLength(1);
  sending.destroy();
  await expect.poll(partial).toEqual([]);
  expect(await readdir(join(shell.workspace, 'data'))).not.toContain('half.csv');
});
