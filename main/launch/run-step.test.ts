import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ROOT } from './places.mjs';
import { runStep, testFiles } from './run-step.mjs';

describe('a step', () => {
  let folder: string;
  let shown: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'atoll-step-'));
    shown = '';
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      shown += String(text);
      return true;
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    rmSync(folder, { recursive: true, force: true });
  });
  const step = (kind: 'check' | 'suite', text: string, minutes = 1) => {
    const file = join(folder, 'step.ts');
    writeFileSync(file, text);
    return runStep(process.execPath, { name: 'step', kind, run: [file, 'argument'], minutes });
  };

  it('that is a suite shows its output and gives its counts', async () => {
    const text = "console.log(process.argv[2]); console.log('5 passed, 0 failed, 1 skipped');";
    expect(await step('suite', text)).toMatchObject({ passed: 5, failed: 0, skipped: 1 });
    expect(shown).toBe('argument\n5 passed, 0 failed, 1 skipped\n');
  });

  it('that is a check is silent when it passes', async () => {
    expect(await step('check', "console.log('fine')")).toMatchObject({ passed: 1, failed: 0 });
    expect(shown).toBe('');
  });

  it('that is a check says why it fails', async () => {
    expect(await step('check', "console.log('line 3 is wrong'); process.exit(1)")).toMatchObject({
      failed: 1,
    });
    expect(shown).toBe('line 3 is wrong\n');
  });

  it('that does not end in its time is stopped and fails', async () => {
    expect(await step('suite', 'setInterval(() => undefined, 1000)', 0.01)).toMatchObject({ failed: 1 });
    expect(shown).toBe('stopped after 0.01 minutes\n');
  });

  it('that dies of a signal fails', async () => {
    expect(await step('suite', "process.kill(process.pid, 'SIGKILL')")).toMatchObject({ failed: 1 });
  });
});

describe('testFiles', () => {
  it('finds the tests of the checkout, this one among them', () => {
    const files = testFiles(ROOT);
    expect(files).toContain('main/launch/run-step.test.ts');
    expect(files.filter((file) => file.includes('node_modules'))).toEqual([]);
  });
});
