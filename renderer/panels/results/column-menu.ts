import type { MenuEntry, MenuItem } from '../../ui/menu-items.tsx';
import type { SortKey } from '../../../main/contract/api/results.ts';
import type { GridColumn, ShownColumn } from './grid/grid-columns.ts';

/** What can be done with a column. */
export interface ColumnActions {
  readonly sort: (column: GridColumn, descending: boolean, add: boolean) => void;
  readonly clearSort: () => void;
  readonly filter: (column: GridColumn) => void;
  readonly hide: (column: GridColumn) => void;
  readonly freeze: (column: GridColumn) => void;
  readonly move: (key: string, by: number) => void;
  readonly fit: (key: string) => void;
  /** Makes it wider or narrower by a step. */
  readonly widen: (shown: ShownColumn, px: number) => void;
  readonly profile: (column: GridColumn) => void;
  readonly copyName: (column: GridColumn) => void;
}

const STEP = 24;

/** The menu of a column; `at` is its place among `count` shown ones. `settled` is false while rows still come. */
export function columnMenu(
  shown: ShownColumn,
  at: number,
  count: number,
  settled: boolean,
  sort: readonly SortKey[],
  actions: ColumnActions,
): readonly MenuEntry[] {
  const { column } = shown;
  const item = (id: string, label: string, onPress: () => void, disabled = false): MenuItem => ({
    id,
    label,
    disabled,
    onPress,
  });
  const others = sort.some((key) => key.column !== column.position);
  return [
    item('ascending', 'Sort ascending', () => actions.sort(column, false, false), !settled),
    item('descending', 'Sort descending', () => actions.sort(column, true, false), !settled),
    ...(others
      ? [
          item('then-ascending', 'Then sort ascending', () => actions.sort(column, false, true), !settled),
          item('then-descending', 'Then sort descending', () => actions.sort(column, true, true), !settled),
        ]
      : []),
    ...(sort.length > 0 ? [item('unsorted', 'Do not sort', actions.clearSort)] : []),
    item('filter', 'Filter…', () => actions.filter(column), !settled),
    item('profile', 'Show profile', () => actions.profile(column), !settled),
    'separator',
    item('fit', 'Fit width', () => actions.fit(column.key)),
    item('wider', 'Wider', () => actions.widen(shown, STEP)),
    item('narrower', 'Narrower', () => actions.widen(shown, -STEP)),
    item('left', 'Move left', () => actions.move(column.key, -1), at === 0),
    item('right', 'Move right', () => actions.move(column.key, 1), at === count - 1),
    item('freeze', shown.frozen ? 'Unfreeze' : 'Freeze at the left', () => actions.freeze(column)),
    item('hide', 'Hide', () => actions.hide(column), count === 1),
    'separator',
    item('copy-name', 'Copy name', () => actions.copyName(column)),
  ];
}
