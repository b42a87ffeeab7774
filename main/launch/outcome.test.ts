import { describe, expect, it } from 'vitest';
import { outcomeOfMissing, outcomeOfOutput, summarise } from './outcome.mjs';

describe('the outcome of a step', () => {
  it('is one test where the step gives no counts', () => {
    expect(outcomeOfOutput('types', 0, 'fine')).toMatchObject({ passed: 1, failed: 0, notes: [] });
    expect(outcomeOfOutput('types', 2, '')).toMatchObject({
      failed: 1,
      notes: ['failed: types ended with 2'],
    });
  });
  it('is what its last line says', () => {
    const output = 'a\n3 passed, 9 failed, 9 skipped\nb\n22 passed, 1 failed, 2 skipped\n';
    expect(outcomeOfOutput('oracle', 1, output)).toEqual({
      passed: 22,
      failed: 1,
      skipped: 2,
      notes: ['failed: oracle: 1, named above', 'skipped: oracle: 2, named above'],
    });
  });
  it('is a failure when the exit code says so and the counts do not', () => {
    const outcome = outcomeOfOutput('oracle', 134, '22 passed, 0 failed, 0 skipped\n');
    expect(outcome).toMatchObject({ passed: 22, failed: 1, notes: ['failed: oracle ended with 134'] });
  });
  it('is skipped, in its own words, where it says that it was not run', () => {
    const output = 'real Electron: not run (no program)\n';
    expect(outcomeOfOutput('real Electron', 0, output, false)).toEqual({
      passed: 0,
      failed: 0,
      skipped: 1,
      notes: ['real Electron: not run (no program)'],
    });
    expect(outcomeOfOutput('real Electron', 1, output, false).failed).toBe(1);
  });
  it('names the package that a skipped step lacks', () => {
    expect(outcomeOfMissing('browser', ['chromium']).notes).toEqual([
      'skipped: browser: needs chromium (on Debian: apt-get install chromium)',
    ]);
  });
});

describe('the last lines', () => {
  it('name what was skipped or failed, then the sums', () => {
    const outcomes = [
      outcomeOfOutput('types', 0, ''),
      outcomeOfOutput('house', 1, ''),
      outcomeOfMissing('x', ['chromium']),
    ];
    const { lines, code } = summarise(outcomes);
    expect(lines).toHaveLength(3);
    expect(lines.at(-1)).toBe('1 passed, 1 failed, 1 skipped');
    expect(code).toBe(1);
    expect(summarise([outcomeOfMissing('x', ['chromium'])]).code).toBe(0);
  });
});
