import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import {
  ask,
  codeOf,
  enter,
  makeShellFolder,
  openTestShell,
  sendCode,
} from '../../e2e/fixtures/browser-shell.ts';
import { type RunningCli, startCli } from '../../e2e/fixtures/cli.ts';
import { openAppWindow } from './app-window.ts';

const ended: (() => void)[] = [];
afterEach(() => {
  for (const end of ended.splice(0)) end();
});

test('a code lets one browser in, once', async () => {
  await using shell = await openTestShell();
  const [first, second] = [shell.shell.freshAddress(), shell.shell.freshAddress()].map(codeOf);
  expect(Buffer.from(first ?? '', 'base64url')).toHaveLength(32);
  expect(first).not.toBe(second);
  expect((await sendCode(shell.port, first)).status).toBe(200);
  expect((await sendCode(shell.port, first)).status).toBe(401);
  expect((await sendCode(shell.port, second)).status).toBe(200);
  for (const wrong of ['', 'A'.repeat(43), 7, null, ['x'], { code: second }])
    expect((await sendCode(shell.port, wrong)).status).toBe(401);
});

test('a code dies after a minute, whatever the wall clock says', async () => {
  let now = 1000;
  await using shell = await openTestShell({ now: () => now });
  const [early, late] = [shell.shell.freshAddress(), shell.shell.freshAddress()].map(codeOf);
  now += 59_999;
  expect((await sendCode(shell.port, early)).status).toBe(200);
  now += 1;
  const refused = await sendCode(shell.port, late);
  expect(refused.status).toBe(401);
  expect(refused.text).toContain('each works once, for one minute');
  expect(refused.headers['set-cookie']).toBeUndefined();
});

test('the cookie is for this port, this site and no script', async () => {
  await using shell = await openTestShell();
  const { headers } = await sendCode(shell.port, codeOf(shell.shell.freshAddress()));
  expect(headers['set-cookie']).toEqual([
    expect.stringMatching(new RegExp(`^atoll-${shell.port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`)),
  ]);
});

test('a cookie is worth nothing after a restart, and the workspace keeps its port', async () => {
  const folder = await makeShellFolder();
  const first = await openTestShell({ folder });
  const cookie = await first.enter();
  const { port } = first;
  await first.shell.close();
  await using second = await openTestShell({ folder });
  expect(second.port).toBe(port);
  expect((await ask(port, { path: '/index.html', headers: { cookie } })).status).toBe(401);
  await first.host.close();
});

test('a port that is taken is named, with what to do; without --port another one is found', async () => {
  const other = await listening();
  const { port } = other.address() as { readonly port: number };
  await expect(openTestShell({ port })).rejects.toMatchObject({
    report: {
      code: 'port-taken',
      message: `Port ${port} is taken by another program.`,
      hint: expect.stringContaining('--port N'),
    },
  });
  const folder = await makeShellFolder();
  const first = await openTestShell({ folder });
  await using second = await openTestShell({ folder });
  expect(second.port).not.toBe(first.port);
  await first.shell.close();
  await first.host.close();
});

test.runIf(process.platform === 'linux')('only 127.0.0.1 listens', async () => {
  await using shell = await openTestShell();
  const hex = shell.port.toString(16).toUpperCase().padStart(4, '0');
  const sockets = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((file) => readFile(file, 'utf8')),
  );
  const LISTENING = '0A';
  const lines = sockets.join('\n').split('\n');
  const fields = lines.map((line) => line.trim().split(/\s+/));
  const own = fields.filter((part) => part[1]?.endsWith(`:${hex}`) && part[3] === LISTENING);
  expect(own.map((part) => part[1])).toEqual([`0100007F:${hex}`]);
});

test.runIf(process.platform === 'linux')(
  'atoll serve prints a way in, a new one on Enter and when it is run again, and keeps all of it to itself',
  { timeout: 90_000 },
  async () => {
    const folder = await makeShellFolder();
    const env = { ATOLL_HOME: join(folder, 'home') };
    const args = ['serve', '-w', join(folder, 'workspace')];
    const serving = startCli(args, { env, input: '\n' });
    ended.push(() => serving.child.kill('SIGKILL'));
    const printed = output(serving);
    const [address, onEnter] = [await printed(1), await printed(2)];
    const port = Number(/:(\d+)\/enter#/.exec(address)?.[1]);
    const cookie = await enter(port, address);
    await expect(enter(port, onEnter)).resolves.not.toBe(cookie);
    const again = await startCli(args, { env }).finished;
    expect(again.code).toBe(0);
    const second = /http:\S+/.exec(again.stdout.toString())?.[0] ?? '';
    const otherCookie = await enter(port, second);
    expect((await ask(port, { path: '/api/nothing', headers: { cookie: otherCookie } })).status).toBe(404);
    await expect(everythingToSee(folder, serving)).resolves.not.toMatch(
      new RegExp([address, onEnter, second].map(codeOf).concat([cookie, otherCookie].map(tokenOf)).join('|')),
    );
    serving.child.kill('SIGINT');
    const { code, stderr } = await serving.finished;
    expect([code, stderr]).toEqual([0, '']);
  },
);

test('a browser is opened through a file of this user alone, which leads nowhere later', async () => {
  const folder = await makeShellFolder();
  const home = join(folder, 'home');
  const browser = join(folder, 'browser.sh');
  await writeFile(browser, `#!/bin/sh\nprintf '%s\\n' "$@" > "${folder}/arguments"\n`, { mode: 0o755 });
  const address = 'http://127.0.0.1:1/enter#the-code';
  expect(await openAppWindow({ browser, home, address })).toBe(true);
  expect(await readFile(join(folder, 'arguments'), 'utf8')).not.toContain('the-code');
  const [name] = await readdir(join(home, 'run'));
  const file = join(home, 'run', String(name));
  expect(await readFile(join(folder, 'arguments'), 'utf8')).toContain(`--app=file://${file}\n`);
  expect(await readFile(file, 'utf8')).toContain(`url=${address}"`);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await stat(join(home, 'run'))).mode & 0o777).toBe(0o700);
});

test('a browser that does not start leaves no file with a code', async () => {
  const folder = await makeShellFolder();
  const address = 'http://127.0.0.1:1/enter#the-code';
  const options = { browser: join(folder, 'absent'), home: join(folder, 'home'), address };
  expect(await openAppWindow(options)).toBe(false);
  await expect.poll(() => readdir(join(folder, 'home/run'))).toEqual([]);
});

function tokenOf(cookie: string): string {
  return cookie.slice(cookie.indexOf('=') + 1);
}

/** Waits for the n-th address that a program prints. */
function output({ child }: RunningCli): (count: number) => Promise<string> {
  let text = '';
  child.stdout?.on('data', (part: Buffer) => (text += part.toString()));
  return async (count) => {
    for (let tries = 0; tries < 1000; tries += 1) {
      const found = text.match(/http:\S+/g)?.[count - 1];
      if (found !== undefined) return found;
      await sleep(50);
    }
    throw new Error(`No address: ${text}`);
  };
}

/** Arguments and environments of all processes, and the files of the home and the workspace. */
async function everythingToSee(folder: string, { child }: RunningCli): Promise<string> {
  const processes = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  expect(processes).toContain(String(child.pid));
  const paths = processes.flatMap((id) => [`/proc/${id}/cmdline`, `/proc/${id}/environ`]);
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(
    [...paths, ...files].map((path) => readFile(path, 'latin1').catch(() => '')),
  );
  return texts.join('\n');
}

function listening(): Promise<Server> {
  const server = createServer();
  ended.push(() => server.close());
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}
