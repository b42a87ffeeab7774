import { expect, test } from 'vitest';
import { exceededTexts } from './exceeded-text.ts';

test('a sentence for each source, with all its figures; one for the time', () => {
  const exceeds = [
    { what: 'bytes', source: 'shop', estimated: 1.2e9, limit: 5e8, production: false },
    { what: 'rows', source: 'shop', estimated: 1_500_000.4, limit: 100_000, production: false },
    { what: 'bytes', source: 'old crm', estimated: 2e9, limit: 5e7, production: true },
    { what: 'ms', source: null, estimated: 90_000, limit: 60_000, production: false },
  ] as const;
  expect(exceededTexts([...exceeds], 'en')).toEqual([
    'This would bring about 1.2 GB and 1,500,000 rows from shop (limit 500 MB and 100,000 rows).',
    'This would bring about 2 GB from old crm (limit 50 MB, as it is marked as production).',
    'This would take about 1 min 30 s (limit 1 min 0 s).',
  ]);
});
