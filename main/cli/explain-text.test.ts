import { expect, test } from 'vitest';
import type { ExplainReport, FragmentReport } from '../../engine/types/explain.ts';
import { explainText } from './explain-text.ts';

const FRAGMENT: FragmentReport = {
  id: 'f1',
  source: 'shop',
  sql: 'SELECT 1',
  params: [],
  covers: ['scan'],
  estimated: { rows: 3412, bytes: 51_000, ms: 123.4 },
  actual: null,
};
const ACTUAL = { rows: 3000, bytes: 45_000, connectMs: 1, firstRowMs: 2, ms: 84, retries: 0 };

/** The heading of the one fragment. */
function heading(fragment: FragmentReport): string {
  const report: ExplainReport = {
    sql: 'SELECT 1',
    columns: [],
    fragments: [fragment],
    local: { sql: 'FROM f1', ms: null, operators: [], opaque: false },
    notPushed: [],
    outcomes: [],
    totals: { ms: null, bytesMoved: null, rowsMoved: null, planMs: 1 },
    plan: {
      id: 'n1',
      kind: 'scan',
      line: 'scan',
      site: 'shop',
      fragment: 'f1',
      columns: [],
      estimatedRows: null,
      estimatedBytes: null,
      actualRows: null,
      children: [],
    },
  };
  return explainText(report, '/workspace').split('\n')[0] ?? '';
}

test('a fragment says what it is foretold to take', () => {
  expect(heading(FRAGMENT)).toBe('f1 at shop   about 3,412 rows · 51.0 kB · 123 ms');
  expect(heading({ ...FRAGMENT, estimated: { rows: 3412, bytes: 51_000 } })).toBe(
    'f1 at shop   about 3,412 rows · 51.0 kB',
  );
  expect(heading({ ...FRAGMENT, estimated: { rows: null, bytes: null } })).toBe('f1 at shop   size unknown');
});

test('after a run it stands beside what it took', () => {
  expect(heading({ ...FRAGMENT, actual: ACTUAL })).toBe(
    'f1 at shop   3,000 rows · 45.0 kB · 84 ms, foretold 123 ms',
  );
});

test('nothing is foretold of a fragment that keys cut', () => {
  expect(heading({ ...FRAGMENT, keysFrom: 'f2', actual: ACTUAL })).toBe(
    'f1 at shop   3,000 rows · 45.0 kB · 84 ms',
  );
});
