import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const PROGRAM = `
let interrupts = 0;
process.on('SIGINT', () => {
  interrupts += 1;
  setTimeout(() => { console.log('interrupts ' + interrupts); process.exit(130); }, 300);
});
process.on('SIGTERM', () => process.exit(143));
const [what] = process.argv.slice(2);
if (what === 'exit') process.exitCode = 7;
else if (what === 'die') process.kill(process.pid, 'SIGKILL');
else setTimeout(() => process.exit(1), 20_000);
console.log(JSON.stringify({ pid: process.pid, pool: process.env.UV_THREADPOOL_SIZE, execArgv: process.execArgv }));
`;

describe.skipIf(process.platform === 'win32')('a program run by the launcher', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'atoll-run-'));
    writeFileSync(join(folder, 'program.ts'), PROGRAM);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const launch = (argument: string): ChildProcess => {
    const run = fileURLToPath(new URL('run.mjs', import.meta.url));
    const env: NodeJS.ProcessEnv = { ...process.env };
    delete env.npm_lifecycle_event;
    delete env.UV_THREADPOOL_SIZE;
    return spawn(process.execPath, [run, join(folder, 'program.ts'), argument], {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env,
    });
  };
  const outputOf = async (child: ChildProcess, onFirst: (text: string) => void = () => undefined) => {
    let text = '';
    child.stdout?.on('data', (data: Buffer) => {
      if (text === '') onFirst(data.toString());
      text += data.toString();
    });
    const code = await new Promise((resolve) => {
      child.once('close', resolve);
    });
    return { text, code };
  };

  it('gets a thread pool for many queries, and its exit code is passed on', async () => {
    const { text, code } = await outputOf(launch('exit'));
    expect(JSON.parse(text)).toMatchObject({ pool: '16', execArgv: [] });
    expect(code).toBe(7);
  });

  it('that dies of a signal ends the launcher with 128 and its number', async () => {
    expect((await outputOf(launch('die'))).code).toBe(137);
  });

  it('gets one interrupt when the launcher is sent one', async () => {
    const child = launch('wait');
    const { text, code } = await outputOf(child, () => child.kill('SIGINT'));
    expect([text.split('\n')[1], code]).toEqual(['interrupts 1', 130]);
  });

  it('gets one interrupt when the whole process group is sent one', async () => {
    const child = launch('wait');
    const { text, code } = await outputOf(child, () => process.kill(-(child.pid ?? 0), 'SIGINT'));
    expect([text.split('\n')[1], code]).toEqual(['interrupts 1', 130]);
  });

  it('ends when its launcher is killed', async () => {
    const child = launch('wait');
    const began = Date.now();
    await outputOf(child, () => child.kill('SIGKILL'));
    expect(Date.now() - began).toBeLessThan(10_000);
  });
});
