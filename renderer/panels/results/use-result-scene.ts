import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { RunState } from '../../../main/contract/api/queries.ts';
import type { MenuEntry } from '../../ui/menu-items.tsx';
import { useInspector } from '../../workspace/inspector-store.ts';
import { isLive } from '../../workspace/runs-store.ts';
import { columnMenu } from './column-menu.ts';
import type { CellArea } from './copy-cells.ts';
import { type GridColumn, gridColumns, type ShownColumn, showColumns } from './grid/grid-columns.ts';
import type { GridHandle } from './grid/grid.tsx';
import { areaOf, fitSelection, selectCell, type Selection } from './grid/selection.ts';
import { useColumnMemory, useSpreadShown } from './results-memory.ts';
import { useColumnActions } from './use-column-actions.ts';
import { type Pages, textsOf, usePages } from './use-pages.ts';
import { type ResultView, useResultView } from './views-store.ts';

/** A result in the grid: its rows as they are wanted, its columns as they stand, what is selected. */
export interface ResultScene {
  readonly run: RunState;
  readonly tab: string;
  readonly view: ResultView;
  /** The stored result that is shown: of the run, or that as sorted and filtered. */
  readonly shownId: string;
  readonly rows: number;
  readonly provisional: boolean;
  readonly columns: readonly GridColumn[];
  readonly shown: readonly ShownColumn[];
  readonly pages: Pages;
  readonly selection: Selection;
  readonly select: (selection: Selection) => void;
  /** What is selected; null where there are no cells. */
  readonly area: CellArea | null;
  /** The active cell: its row, and the position of its column. */
  readonly at: { readonly row: number; readonly column: number };
  readonly actions: ReturnType<typeof useColumnActions>;
  readonly menuOf: (shown: ShownColumn, at: number) => readonly MenuEntry[];
  /** Headers show how values are spread. */
  readonly spread: boolean;
  /** Height of the header, px. */
  readonly head: number;
}

/** Of the names alone, and of names with what stands under them, px. */
const HEAD = 24;
const HEAD_WITH_SPREAD = 50;
const ORIGIN = selectCell({ row: 0, column: 0 });
/** How long the active cell must rest before the inspector shows it, ms. */
const REST_MS = 150;

export function useResultScene(
  run: RunState,
  tab: string,
  grid: RefObject<GridHandle | null>,
  onFilter: (column: GridColumn) => void,
): ResultScene {
  const view = useResultView(run.runId);
  const shownId = view.derived?.runId ?? run.runId;
  const rows = view.derived?.rows ?? run.rows;
  const provisional = isLive(run);
  const columns = useStableColumns(run.columns);
  const memory = useColumnMemory(tab);
  const pages = usePages(shownId, rows, provisional, columns, grid);
  const shown = useMemo(() => showColumns(columns, memory, pages.fitted), [columns, memory, pages.fitted]);
  const [selection, select] = useSelection(rows, shown.length);
  const spread = useSpreadShown() && !provisional;
  const { row } = selection.active;
  const at = { row, column: shown[selection.active.column]?.column.position ?? 0 };
  useInspected(shownId, rows, at.row, at.column, !provisional);
  const { cache } = pages;
  const actions = useColumnActions(
    useMemo(
      () => ({ runId: run.runId, shownId, tab, view, shown, onFilter, ...textsAround(cache, row) }),
      [run.runId, shownId, tab, view, shown, cache, row, onFilter],
    ),
  );
  const area = useMemo(() => cellArea(shownId, shown, selection), [shownId, shown, selection]);
  const menuOf = (one: ShownColumn, place: number): readonly MenuEntry[] =>
    columnMenu(one, place, shown.length, !provisional, view.sort, actions);
  const state = { run, tab, view, shownId, rows, provisional, columns, shown, pages, selection, select };
  return { ...state, area, at, actions, menuOf, spread, head: spread ? HEAD_WITH_SPREAD : HEAD };
}

/** Texts of a column in the rows around one. */
function textsAround(
  cache: Pages['cache'],
  row: number,
): { readonly textsOf: (column: GridColumn) => readonly (string | null)[] } {
  return { textsOf: (column) => textsOf(cache, column, Math.max(0, row - 50)) };
}

function useSelection(rows: number, columns: number): [Selection, (selection: Selection) => void] {
  const [selected, select] = useState<Selection>(ORIGIN);
  const selection = useMemo(
    () => fitSelection(selected, { rows, columns, pageRows: 1 }),
    [selected, rows, columns],
  );
  return [selection, select];
}

function cellArea(runId: string, shown: readonly ShownColumn[], selection: Selection): CellArea | null {
  const { fromRow, toRow, fromColumn, toColumn } = areaOf(selection);
  const columns = shown.slice(fromColumn, toColumn).map(({ column }) => column.position);
  return columns.length === 0 || toRow <= fromRow ? null : { runId, columns, from: fromRow, to: toRow };
}

/** The same columns while a run's events bring equal ones. */
function useStableColumns(columns: RunState['columns']): readonly GridColumn[] {
  const key = JSON.stringify(columns ?? []);
  return useMemo(() => gridColumns(JSON.parse(key) as NonNullable<RunState['columns']>), [key]);
}

/** The inspector follows the active cell once it rests; at first it keeps what it shows, unless that is of another result. */
function useInspected(runId: string, rows: number, row: number, column: number, on: boolean): void {
  const first = useRef(true);
  useEffect(() => {
    const keeps = first.current && !isOfOtherResult(runId);
    first.current = false;
    if (keeps || !on || rows === 0) return undefined;
    const timer = setTimeout(() => {
      const { subject, inspect } = useInspector.getState();
      const isRecord = subject?.kind === 'record';
      inspect(isRecord ? { kind: 'record', runId, row } : { kind: 'cell', runId, row, column });
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [runId, rows, row, column, on]);
}

function isOfOtherResult(runId: string): boolean {
  const { subject } = useInspector.getState();
  return subject !== null && 'runId' in subject && subject.runId !== runId;
}
