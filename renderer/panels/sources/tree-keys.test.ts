import { describe, expect, test } from 'vitest';
import { treeCommand, typeAhead } from './tree-keys.ts';
import { sourceId } from './tree-row.ts';
import { treeRows } from './tree-rows.ts';
import { catalogOf, sourceOf, tableOf, treeOf } from './tree.fixture.ts';

const rows = treeRows(
  treeOf({
    sources: [sourceOf('shop'), sourceOf('crm'), sourceOf('lake')],
    catalogs: new Map([['shop', catalogOf([tableOf('orders'), tableOf('customers')])]]),
    expanded: new Set([sourceId('shop')]),
  }),
);
const press = (key: string, active: number, alt = false): ReturnType<typeof treeCommand> =>
  treeCommand(rows, active, { key, alt, page: 3 });

describe('treeCommand', () => {
  test.each([
    ['ArrowDown', 0, { kind: 'go', to: 1 }],
    ['ArrowDown', 4, { kind: 'go', to: 4 }],
    ['ArrowUp', 0, { kind: 'go', to: 0 }],
    ['Home', 3, { kind: 'go', to: 0 }],
    ['End', 0, { kind: 'go', to: 4 }],
    ['PageDown', 0, { kind: 'go', to: 3 }],
    ['PageUp', 4, { kind: 'go', to: 1 }],
    ['ArrowRight', 0, { kind: 'go', to: 1 }],
    ['ArrowRight', 3, { kind: 'open', ids: [sourceId('crm')] }],
    ['ArrowLeft', 0, { kind: 'close', id: sourceId('shop') }],
    ['ArrowLeft', 2, { kind: 'go', to: 0 }],
    ['ArrowLeft', 3, null],
    ['*', 0, { kind: 'open', ids: [sourceId('crm'), sourceId('lake')] }],
    ['Enter', 1, { kind: 'activate' }],
    ['F2', 0, { kind: 'edit' }],
    ['Delete', 0, { kind: 'remove' }],
    ['q', 0, null],
  ])('does with %s on row %i', (key, active, command) => {
    expect(press(key, active)).toEqual(command);
  });

  test('moves sources with Alt, and nothing else', () => {
    expect(press('ArrowDown', 0, true)).toEqual({ kind: 'shift', by: 1 });
    expect(press('ArrowUp', 3, true)).toEqual({ kind: 'shift', by: -1 });
    expect(press('ArrowUp', 1, true)).toBeNull();
  });
});

describe('typeAhead', () => {
  test('goes to the next name that begins so, around the end', () => {
    expect(typeAhead(rows, 0, 'c')).toBe(2);
    expect(typeAhead(rows, 2, 'c')).toBe(3);
    expect(typeAhead(rows, 3, 'c')).toBe(2);
  });

  test('stays where more letters still fit', () => {
    expect(typeAhead(rows, 2, 'cu')).toBe(2);
  });

  test('finds nothing where nothing begins so', () => {
    expect(typeAhead(rows, 0, 'x')).toBeNull();
  });
});
