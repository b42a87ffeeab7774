import { beforeEach, expect, test } from 'vitest';
import { useDialogs } from './dialogs-store.ts';

beforeEach(() => useDialogs.setState({ open: null, beneath: null }));

test('comes back to the dialog from which the place of passwords was chosen', () => {
  const { show, close } = useDialogs.getState();
  show({ kind: 'add-source', text: 'x' });
  show({ kind: 'vault' });
  expect(useDialogs.getState().open).toEqual({ kind: 'vault' });
  close();
  expect(useDialogs.getState().open).toEqual({ kind: 'add-source', text: 'x' });
  close();
  expect(useDialogs.getState().open).toBeNull();
});

test('replaces any other dialog', () => {
  const { show, close } = useDialogs.getState();
  show({ kind: 'test-source', source: 'shop' });
  show({ kind: 'edit-source', source: 'shop', field: 'config.host' });
  close();
  expect(useDialogs.getState().open).toBeNull();
});
