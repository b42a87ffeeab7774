import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outcomeOfReport, type Report } from './vitest-report.mjs';

const VITEST = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));
const FILES = {
  'good.test.ts': "it('adds', () => expect(1).toBe(1)); it.skip('waits', () => undefined); it.todo('later');",
  'bad.test.ts': "it('fails', () => expect(1).toBe(2));",
  'broken.test.ts': "import './nothing.ts';",
  'hook.test.ts': "beforeAll(() => { throw new Error('no server'); }); it('never runs', () => undefined);",
  'none.test.ts': "describe.skipIf(true)('needs a thing', () => { it('runs', () => undefined); });",
};

describe("vitest's own report", () => {
  let root: string;
  let report: Report;
  let code: number;
  beforeAll(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'atoll-report-')));
    for (const [name, text] of Object.entries(FILES)) writeFileSync(join(root, name), text);
    const file = join(root, 'report.json');
    const flags = ['run', '--globals', `--root=${root}`, '--reporter=json', `--outputFile=${file}`];
    code = spawnSync(process.execPath, [VITEST, ...flags], { cwd: root }).status ?? -1;
    report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('is counted with files that broke, and each failed or skipped test is named', () => {
    const { passed, failed, notes } = outcomeOfReport(report, code, root, Object.keys(FILES));
    expect(passed).toBe(1);
    expect(failed).toBe(3);
    expect(notes.filter((note) => note.startsWith('failed')).sort()).toEqual([
      'failed: bad.test.ts: fails',
      expect.stringMatching(/^failed: broken\.test\.ts: .*nothing\.ts/),
      expect.stringMatching(/^failed: hook\.test\.ts: /),
    ]);
    expect(notes).toContain('skipped: good.test.ts: waits; later');
    expect(notes).toContain('skipped: none.test.ts: needs a thing runs');
  });

  it('that lacks a file on disk is a failure naming it', () => {
    const { failed, notes } = outcomeOfReport(report, code, root, ['renderer/lost.test.ts']);
    expect(failed).toBe(4);
    expect(notes.join('\n')).toContain('failed: renderer/lost.test.ts: no part');
  });

  it('is not believed against the exit code', () => {
    const nothing: Report = { testResults: [] };
    expect(outcomeOfReport(nothing, 1, root, [])).toMatchObject({ failed: 1 });
    expect(outcomeOfReport(nothing, 0, root, [])).toMatchObject({ failed: 0 });
  });
});
