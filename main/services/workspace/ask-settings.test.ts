import { expect, test } from 'vitest';
import { parseWorkspace } from './load-workspace.ts';

const ask = (text: string): unknown => parseWorkspace(`version: 1\nsettings: ${text}\n`, []).settings.ask;

test('limits to ask at have defaults, each by itself', () => {
  expect(ask('{}')).toEqual({ bytes: '500MB', rows: 10_000_000, time: '5m' });
  expect(ask('{ ask: { rows: 5 } }')).toEqual({ bytes: '500MB', rows: 5, time: '5m' });
  expect(ask('{ ask: { bytes: 100MB, rows: 5000000, time: 60s } }')).toEqual({
    bytes: '100MB',
    rows: 5_000_000,
    time: '60s',
  });
});

test.each([
  ['{ ask: 5 }', "'ask' must be a mapping"],
  ['{ ask: { bytes: many } }', "'bytes' must be a size"],
  ['{ ask: { rows: -1 } }', "'rows' must be a whole number"],
  ['{ ask: { time: 5 } }', "'time' must be a time"],
  ['{ ask: { cost: 5 } }', "'cost' is not a limit"],
])('%s is refused at its place', (text, message) => {
  expect(() => ask(text)).toThrow(message);
});
