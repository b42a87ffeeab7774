import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ask, makeShellFolder, openTestShell } from '../../../e2e/fixtures/browser-shell.ts';

const REFUSED = { report: { code: 'plan-unsupported', file: 'policies.yaml' } };

test('a workspace with policies is not opened', async () => {
  const folder = await makeShellFolder();
  await writeFile(join(folder, 'workspace/policies.yaml'), 'version: 1\n');
  await expect(openTestShell({ folder })).rejects.toMatchObject(REFUSED);
});

test('one that gets policies while it is open gives no rows and no plans any more', async () => {
  await using shell = await openTestShell();
  const headers = {
    cookie: await shell.enter(),
    origin: `http://127.0.0.1:${shell.port}`,
    'content-type': 'application/json',
  };
  const codeOf = async (path: string, input: unknown): Promise<unknown> => {
    const body = JSON.stringify(input);
    const { text } = await ask(shell.port, { method: 'POST', path: `/api/${path}`, headers, body });
    return (JSON.parse(text) as { readonly error?: { readonly code: string } }).error?.code;
  };
  const question = { sql: 'SELECT 1', parameters: {} };
  expect(await codeOf('runs/foresee', question)).toBeUndefined();
  const policies = join(shell.workspace, 'policies.yaml');
  await writeFile(policies, 'version: 1\n');
  expect(await codeOf('runs/foresee', question)).toBe('plan-unsupported');
  expect(await codeOf('runs/start', question)).toBe('plan-unsupported');
  await rm(policies);
  expect(await codeOf('runs/foresee', question)).toBeUndefined();
});
