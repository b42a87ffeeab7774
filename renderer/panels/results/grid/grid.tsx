import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
  type RefObject,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from 'react';
import { type ShownColumn, totalWidth } from './grid-columns.ts';
import { ROW_HEIGHT } from './grid-painter.ts';
import styles from './grid.module.css';
import { GridView } from './grid-view.ts';
import type { PageCache } from './page-cache.ts';
import type { PageRows } from './page-rows.ts';
import { scrollScale } from './scroll-scale.ts';
import {
  areaOf,
  extendTo,
  isInside,
  moveByKey,
  selectCell,
  selectColumns,
  type Selection,
  selectRows,
} from './selection.ts';

export interface GridHandle {
  readonly focus: () => void;
  /** Draws again, such as when a page came. */
  readonly refresh: () => void;
}

export interface GridProps {
  readonly label: string;
  readonly rows: number;
  readonly shown: readonly ShownColumn[];
  readonly pages: PageCache<PageRows>;
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
  /** Enter or a double click. */
  readonly onOpen: () => void;
  readonly provisional: boolean;
  /** Height of the header, px. */
  readonly head: number;
  readonly header: ReactNode;
  /** Told the places of the columns that are in sight. */
  readonly onSight: (places: readonly number[]) => void;
  /** Told widths that figures in sight need and don't have, by the keys of their columns. */
  readonly onNeeded: (widths: Readonly<Record<string, number>>) => void;
  readonly handle: RefObject<GridHandle | null>;
}

/** Rows and columns of any number, of which those in sight are there. The keyboard stays on the grid itself. */
export function Grid(props: GridProps): ReactElement {
  const { label, rows, shown, pages, selection, onSelect, onOpen, provisional, head, header, handle } = props;
  const { onSight, onNeeded } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const view = useRef<GridView | null>(null);
  const activeId = useId();
  const gutter = gutterWidth(rows);

  useLayoutEffect(() => {
    if (scroller.current === null || layer.current === null) return undefined;
    const made: GridView = new GridView(scroller.current, layer.current, activeId, () =>
      onSight(made.columns()),
    );
    view.current = made;
    return () => made.close();
  }, [activeId, onSight]);
  useLayoutEffect(() => {
    view.current?.update({ rows, shown, pages, selection, head, gutter, onNeeded });
    onSight(view.current?.columns() ?? []);
  }, [rows, shown, pages, selection, head, gutter, onSight, onNeeded]);
  const { active } = selection;
  useEffect(() => view.current?.reveal(active), [active]);
  useImperativeHandle(handle, () => ({
    focus: () => scroller.current?.focus(),
    refresh: () => view.current?.refresh(),
  }));

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== scroller.current || rows === 0 || event.altKey) return;
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) onOpen();
    else {
      const press = { key: event.key, mod: event.ctrlKey || event.metaKey, shift: event.shiftKey };
      const moved = moveByKey(selection, press, {
        rows,
        columns: shown.length,
        pageRows: view.current?.pageRows ?? 1,
      });
      if (moved === null) return;
      onSelect(moved);
    }
    event.preventDefault();
  };
  const pointers = usePointers(view, props);

  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-multiselectable
      aria-readonly
      aria-busy={provisional}
      aria-rowcount={rows + 1}
      aria-colcount={shown.length + 1}
      className={provisional ? `${styles.grid} ${styles.provisional}` : styles.grid}
      onKeyDown={onKeyDown}
      {...pointers}
    >
      <div
        role="presentation"
        style={{ height: head + scrollScale(rows, ROW_HEIGHT, 0).height, width: gutter + totalWidth(shown) }}
      >
        {header}
        <div ref={layer} role="rowgroup" className={styles.layer} style={{ top: head }} />
      </div>
    </div>
  );
}

/** Width of the row numbers, px: room for the largest. */
export function gutterWidth(rows: number): number {
  return Math.max(3, rows.toLocaleString().length) * 7.5 + 20;
}

type PointerHandlers = Pick<
  React.ComponentProps<'div'>,
  'onPointerDown' | 'onPointerMove' | 'onDoubleClick' | 'onContextMenu'
>;

function usePointers(view: RefObject<GridView | null>, props: GridProps): PointerHandlers {
  const { rows, shown, selection, onSelect, onOpen } = props;
  const size = { rows, columns: shown.length, pageRows: 1 };
  const cellAt = (event: {
    clientX: number;
    clientY: number;
  }): { row: number | null; column: number | null } => ({
    row: view.current?.rowAt(event.clientY) ?? null,
    column: view.current?.columnAt(event.clientX) ?? null,
  });
  const isHeader = ({ target }: { target: EventTarget }): boolean =>
    target instanceof Element && target.closest('[role=columnheader]') !== null;
  return {
    onPointerDown: (event: PointerEvent) => {
      const { row, column } = cellAt(event);
      if (event.button !== 0 || row === null || isHeader(event)) return;
      const onNumber = event.target instanceof Element && event.target.matches('[role=rowheader]');
      if (onNumber) onSelect(selectRows(selection, row, size, event.shiftKey));
      else if (column !== null) {
        onSelect(event.shiftKey ? extendTo(selection, { row, column }) : selectCell({ row, column }));
      }
    },
    onPointerMove: (event: PointerEvent) => {
      const { row, column } = cellAt(event);
      if (event.buttons !== 1 || row === null || column === null || isHeader(event)) return;
      const { head } = selection;
      if (head.row !== row || head.column !== column) onSelect(extendTo(selection, { row, column }));
    },
    onDoubleClick: (event) => {
      if (!isHeader(event) && cellAt(event).row !== null) onOpen();
    },
    onContextMenu: (event) => {
      const { row, column } = cellAt(event);
      // The menu is about the active column: that is the one whose name was pointed at.
      if (isHeader(event) && column !== null) onSelect(selectColumns(selection, column, false));
      if (row === null || column === null || isHeader(event)) return;
      if (!isInside(areaOf(selection), row, column)) onSelect(selectCell({ row, column }));
    },
  };
}
