import { expect, test } from 'vitest';
import { Ledger } from './ledger.ts';

const entry = { operator: 'filter', source: 'crm', code: 'function', reason: 'No.' } as const;

test('keeps each entry once, and long expressions short', () => {
  const ledger = new Ledger();
  for (const expression of ['a > 1', 'a > 1', null, 'é'.repeat(500)]) ledger.add({ ...entry, expression });
  expect(ledger.entries.map(({ expression }) => expression)).toEqual(['a > 1', null, `${'é'.repeat(119)}…`]);
});
