import { expect, test } from 'vitest';
import { exceededTexts } from './exceeded-text.ts';

test('each limit with its estimate, the source by name, a production source said', () => {
  const exceeds = [
    { what: 'bytes', source: 'shop', estimated: 1.2e9, limit: 5e8, production: false },
    { what: 'rows', source: 'shop', estimated: 1_500_000.4, limit: 100_000, production: true },
    { what: 'ms', source: null, estimated: 90_000, limit: 60_000, production: false },
  ] as const;
  expect(exceededTexts([...exceeds], 'en')).toEqual([
    'This would bring about 1.2 GB from shop (limit 500 MB).',
    'This would bring about 1,500,000 rows from shop (limit 100,000 rows, the limit of a production source).',
    'This would take about 1 min 30 s (limit 1 min 0 s).',
  ]);
});
