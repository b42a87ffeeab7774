import { useMemo } from 'react';
import { runCommand } from '../../workspace/commands.ts';
import { useInspector } from '../../workspace/inspector-store.ts';
import type { ColumnActions } from './column-menu.ts';
import { copyText } from '../../workspace/clipboard.ts';
import {
  fitWidth,
  type GridColumn,
  LEAST_WIDTH,
  moveColumn,
  type ShownColumn,
  toggled,
} from './grid/grid-columns.ts';
import { changeColumns } from './results-memory.ts';
import { changeView, type ResultView, sortedBy } from './views-store.ts';

/** Where the columns stand and what they show. */
export interface ColumnScene {
  readonly runId: string;
  /** The stored result that is shown. */
  readonly shownId: string;
  readonly tab: string;
  readonly view: ResultView;
  readonly shown: readonly ShownColumn[];
  /** Texts of a column among the rows in sight. */
  readonly textsOf: (column: GridColumn) => readonly (string | null)[];
  readonly onFilter: (column: GridColumn) => void;
}

/** What the header and the grid's menu do with columns. */
export function useColumnActions(scene: ColumnScene): ColumnActions & {
  readonly setWidth: (key: string, width: number) => void;
} {
  return useMemo(() => columnActions(scene), [scene]);
}

function columnActions(scene: ColumnScene): ReturnType<typeof useColumnActions> {
  const { runId, shownId, tab, view, shown, textsOf, onFilter } = scene;
  const setWidth = (key: string, width: number): void =>
    changeColumns(tab, (memory) => ({ ...memory, widths: { ...memory.widths, [key]: width } }));
  return {
    setWidth,
    sort: ({ position }, descending, add) =>
      void changeView(runId, { sort: sortedBy(view.sort, position, descending, add) }),
    clearSort: () => void changeView(runId, { sort: [] }),
    filter: onFilter,
    hide: ({ key }) => changeColumns(tab, (memory) => ({ ...memory, hidden: [...memory.hidden, key] })),
    freeze: ({ key }) => changeColumns(tab, (memory) => ({ ...memory, frozen: toggled(memory.frozen, key) })),
    move: (key, by) => changeColumns(tab, (memory) => moveColumn(shown, memory, key, by)),
    fit: (key) => {
      const column = shown.find((one) => one.column.key === key)?.column;
      if (column !== undefined) setWidth(key, fitWidth(column, textsOf(column)));
    },
    widen: ({ column, width }, px) => setWidth(column.key, Math.max(LEAST_WIDTH, width + px)),
    profile: ({ position }) => {
      useInspector.getState().inspect({ kind: 'result-column', runId: shownId, column: position });
      runCommand('view.inspector');
    },
    copyName: ({ name }) => void copyText(name, 'Copied the name.'),
  };
}
