import { ArrowDown, ArrowUp, ChevronDown, ListFilter } from 'lucide-react';
import { type DragEvent, type PointerEvent, type ReactElement, type ReactNode, useState } from 'react';
import { CutName } from '../../../ui/cut-name.tsx';
import { Hidden } from '../../../ui/hidden.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Menu } from '../../../ui/menu.tsx';
import type { MenuEntry } from '../../../ui/menu-items.tsx';
import { LEAST_WIDTH, type ShownColumn } from './grid-columns.ts';
import styles from './header.module.css';

/** What a header says of its column beside its name. */
export interface ColumnState {
  readonly sorted: 'ascending' | 'descending' | null;
  readonly filtered: boolean;
}

export interface HeaderProps {
  readonly shown: readonly ShownColumn[];
  readonly places: readonly number[];
  readonly gutter: number;
  readonly height: number;
  readonly stateOf: (shown: ShownColumn) => ColumnState;
  readonly menuOf: (shown: ShownColumn, at: number) => readonly MenuEntry[];
  /** What stands under the names, by the keys of columns; null for nothing. */
  readonly below: ReadonlyMap<string, ReactNode> | null;
  readonly onPick: (at: number, extend: boolean) => void;
  readonly onWidth: (key: string, width: number) => void;
  readonly onFit: (key: string) => void;
  /** Moves a column by so many places. */
  readonly onMove: (key: string, by: number) => void;
}

/** The names of the columns in sight. Pointers draw widths and places here; keyboards have the grid's menu for both. */
export function GridHeader(props: HeaderProps): ReactElement {
  const { shown, places, gutter, height } = props;
  const drawn = places.flatMap((at) => {
    const one = shown[at];
    return one === undefined ? [] : [{ at, one }];
  });
  const moving = drawn.find(({ one }) => !one.frozen);
  const fixed = shown.reduce((sum, { frozen, width }) => sum + (frozen ? width : 0), 0);
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" aria-rowindex={1} className={styles.row}>
        <div
          role="columnheader"
          aria-colindex={1}
          className={styles.corner}
          style={{ width: gutter, height }}
        >
          <Hidden>Row</Hidden>
        </div>
        {drawn
          .filter(({ one }) => one.frozen)
          .map(({ at, one }) => (
            <HeaderCell key={one.column.key} at={at} one={one} {...props} />
          ))}
        <div
          role="presentation"
          className={styles.gap}
          style={{ width: (moving?.one.left ?? fixed) - fixed }}
        />
        {drawn
          .filter(({ one }) => !one.frozen)
          .map(({ at, one }) => (
            <HeaderCell key={one.column.key} at={at} one={one} {...props} />
          ))}
      </div>
    </div>
  );
}

function HeaderCell(props: HeaderProps & { readonly at: number; readonly one: ShownColumn }): ReactElement {
  const { at, one, gutter, height, below, onPick } = props;
  const { column, width, left, frozen } = one;
  const { sorted, filtered } = props.stateOf(one);
  const drag = useDrag(at, props);
  const classes = [styles.cell, frozen && styles.frozen, drag.over && styles.over];
  return (
    <div
      role="columnheader"
      aria-colindex={at + 2}
      aria-sort={sorted ?? undefined}
      title={`${column.name}\n${column.type}`}
      className={classes.filter(Boolean).join(' ')}
      style={{ width, height, ...(frozen ? { left: gutter + left } : {}) }}
      {...drag.target}
    >
      <div className={styles.line} draggable {...drag.source}>
        <button
          type="button"
          tabIndex={-1}
          className={styles.name}
          onClick={(event) => onPick(at, event.shiftKey)}
        >
          <CutName text={column.name} />
          <span className={styles.mark}>{column.mark}</span>
        </button>
        {filtered && <Icon shape={ListFilter} size={12} />}
        {sorted !== null && <Icon shape={sorted === 'ascending' ? ArrowUp : ArrowDown} size={12} />}
        <Menu
          label={`Column ${column.name}`}
          align="end"
          trigger={
            <IconButton
              icon={ChevronDown}
              label={`Column ${column.name}`}
              tabIndex={-1}
              className={styles.menu}
            />
          }
          items={props.menuOf(one, at)}
        />
      </div>
      {below !== null && <div className={styles.spark}>{below.get(column.key)}</div>}
      <ResizeHandle {...props} />
    </div>
  );
}

const DRAGGED = 'application/x-atoll-column';

interface Drag {
  readonly over: boolean;
  readonly source: Pick<React.ComponentProps<'div'>, 'onDragStart'>;
  readonly target: Pick<React.ComponentProps<'div'>, 'onDragOver' | 'onDragLeave' | 'onDrop'>;
}

function useDrag(at: number, { shown, onMove }: HeaderProps): Drag {
  const [over, setOver] = useState(false);
  const key = shown[at]?.column.key ?? '';
  return {
    over,
    source: {
      onDragStart: (event: DragEvent) => {
        event.dataTransfer.setData(DRAGGED, key);
        event.dataTransfer.effectAllowed = 'move';
      },
    },
    target: {
      onDragOver: (event: DragEvent) => {
        if (!event.dataTransfer.types.includes(DRAGGED)) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: () => setOver(false),
      onDrop: (event: DragEvent) => {
        setOver(false);
        const moved = event.dataTransfer.getData(DRAGGED);
        const from = shown.findIndex(({ column }) => column.key === moved);
        if (from === -1) return;
        event.preventDefault();
        onMove(moved, at - from);
      },
    },
  };
}

function ResizeHandle({ one, onWidth, onFit }: HeaderProps & { readonly one: ShownColumn }): ReactElement {
  const [from, setFrom] = useState<{ readonly x: number; readonly width: number } | null>(null);
  const { key } = one.column;
  const move = (event: PointerEvent): void => {
    if (from !== null) onWidth(key, Math.max(LEAST_WIDTH, Math.round(from.width + event.clientX - from.x)));
  };
  return (
    <div
      aria-hidden="true"
      className={from === null ? styles.handle : `${styles.handle} ${styles.resizing}`}
      onPointerDown={(event) => {
        event.preventDefault();
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        setFrom({ x: event.clientX, width: one.width });
      }}
      onPointerMove={move}
      onPointerUp={() => setFrom(null)}
      onDoubleClick={(event) => {
        event.stopPropagation();
        onFit(key);
      }}
    />
  );
}
