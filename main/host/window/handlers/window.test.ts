import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, openTestShell, type TestShell } from '../../../../e2e/fixtures/browser-shell.ts';

let shell: TestShell;
let headers: Readonly<Record<string, string>>;

beforeAll(async () => {
  shell = await openTestShell();
  const origin = `http://127.0.0.1:${shell.port}`;
  headers = { cookie: await shell.enter(), origin, 'content-type': 'application/json' };
});
afterAll(() => shell[Symbol.asyncDispose]());

async function call(
  name: string,
  input: unknown,
): Promise<{ readonly status: number; readonly body: unknown }> {
  const body = JSON.stringify(input);
  const { status, text } = await ask(shell.port, {
    method: 'POST',
    path: `/api/window/${name}`,
    headers,
    body,
  });
  return { status, body: JSON.parse(text) };
}

const STATE = { version: 1, tabs: [], active: null, layout: { deep: [1, null] }, panels: { sources: 'x' } };

test('what a window remembers comes back, and is null before anything was saved', async () => {
  expect(await call('load', {})).toEqual({ status: 200, body: { state: null } });
  expect(await call('save', { state: STATE, workspace: shell.workspace })).toEqual({ status: 200, body: {} });
  expect(await call('load', {})).toEqual({ status: 200, body: { state: STATE } });
});

test('what belongs to another workspace is not saved over this one', async () => {
  const refused = await call('save', { state: { ...STATE, active: 'other' }, workspace: '/elsewhere' });
  expect(refused).toMatchObject({ status: 422, body: { error: { code: 'workspace-missing' } } });
  expect(await call('load', {})).toMatchObject({ body: { state: { active: null } } });
});

test('a window hears that what it remembered was damaged, and where it is kept', async () => {
  await call('save', { state: STATE });
  await writeFile(join(shell.workspace, '.atoll/window.json'), '{"version":1,');
  const { last } = shell.host.events;
  expect(await call('load', {})).toEqual({ status: 200, body: { state: STATE } });
  expect(shell.host.events.next(last)?.event).toMatchObject({
    kind: 'notice',
    level: 'warning',
    text: expect.stringMatching(/damaged.*copy.*window\.json\.damaged-/),
  });
});
