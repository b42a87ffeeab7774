import { expect, test } from 'vitest';
import { useNotices } from './notices-store.ts';

test('what a source does replaces what it did before, never a warning', () => {
  const { tell } = useNotices.getState();
  const said = { level: 'info', source: 'shop' } as const;
  tell({ ...said, text: 'starting PostgreSQL for shop' });
  tell({ level: 'warning', source: 'shop', text: 'It is slow.' });
  tell({ ...said, source: 'crm', text: 'starting PostgreSQL for crm' });
  tell({ ...said, text: 'PostgreSQL is ready for shop' });
  expect(useNotices.getState().notices.map(({ text }) => text)).toEqual([
    'It is slow.',
    'starting PostgreSQL for crm',
    'PostgreSQL is ready for shop',
  ]);
});
