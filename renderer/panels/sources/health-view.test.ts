import { expect, test } from 'vitest';
import type { WindowSource } from '../../../main/contract/api/sources.ts';
import { healthView } from './health-view.ts';
import { sourceOf } from './tree.fixture.ts';

const error = {
  code: 'source-unavailable',
  message: 'db cannot be reached.',
  source: 'shop',
  step: 'tcp',
  file: null,
  line: null,
  column: null,
  hint: null,
} as const;
const health = (change: Partial<WindowSource['health']>): WindowSource['health'] => ({
  state: 'ok',
  checkedAt: null,
  ms: 12,
  error: null,
  ...change,
});

test.each<[Partial<WindowSource>, string, string]>([
  [{}, 'quiet', ''],
  [{ health: health({}) }, 'ok', '12 ms'],
  [{ health: health({ state: 'checking' }) }, 'quiet', ''],
  [{ health: health({ state: 'failed', ms: null, error }) }, 'failed', 'TCP connection'],
  [{ health: health({}), state: 'killed' }, 'quiet', 'off'],
  [{ health: health({}), secretState: 'missing' }, 'failed', 'password'],
  [{ secretState: 'locked' }, 'failed', 'locked'],
])('shows a source with %j', (change, tone, text) => {
  expect(healthView(sourceOf('shop', change))).toMatchObject({ tone, text });
});
