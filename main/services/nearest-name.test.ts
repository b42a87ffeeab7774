import { expect, test } from 'vitest';
import { nearestName } from './nearest-name.ts';

test.each([
  ['sourcs', ['query', 'sources', 'serve'], 'sources'],
  ['lsit', ['list', 'kill'], 'list'],
  ['TICKET', ['agents', 'tickets'], 'tickets'],
  ['cr', ['crm', 'lake'], 'crm'],
  ['x', ['crm', 'lake'], null],
  ['orders', ['parcels'], null],
  ['a', [], null],
] as const)('%s of %j is %s', (wanted, known, expected) => {
  expect(nearestName(wanted, known)).toBe(expected);
});
