import { ChevronDown, ChevronRight } from 'lucide-react';
import { type DragEvent, memo, type ReactElement, useEffect, useRef, useState } from 'react';
import { Hidden } from '../../ui/hidden.tsx';
import { hueColours } from '../../ui/hue.ts';
import { RowContent } from './row-content.tsx';
import { sqlNameOf } from './row-menu.ts';
import { rowLabel, rowTitle } from './row-words.ts';
import { moveTo } from './source-actions.ts';
import type { TreeRow } from './tree-row.ts';
import styles from './tree.module.css';
import { setOpen } from './tree-store.ts';

/** Sources that are dragged carry their name under this. */
const SOURCE_TYPE = 'application/x-atoll-source';

interface TreeRowViewProps {
  readonly row: TreeRow;
  readonly index: number;
  readonly words: string;
  /** Pixels from the top of the tree. */
  readonly top: number;
  readonly active: boolean;
  /** The focus is in the tree: then the active row takes it. */
  readonly takesFocus: boolean;
}

/** One line of the tree. */
export const TreeRowView = memo(
  ({ row, index, words, top, active, takesFocus }: TreeRowViewProps): ReactElement => {
    const element = useRef<HTMLDivElement>(null);
    const [over, setOver] = useState(false);
    const name = sqlNameOf(row);
    useEffect(() => {
      if (takesFocus) element.current?.focus({ preventScroll: true });
    }, [takesFocus]);
    return (
      <div
        ref={element}
        data-index={index}
        role="treeitem"
        aria-level={row.level}
        aria-posinset={row.position}
        aria-setsize={row.siblings}
        aria-expanded={row.expanded ?? undefined}
        aria-selected={active}
        title={rowTitle(row)}
        tabIndex={active ? 0 : -1}
        className={[styles.row, active && styles.active, over && styles.over].filter(Boolean).join(' ')}
        style={{ transform: `translateY(${top}px)` }}
        draggable={name !== null}
        onDragStart={(event) => startDrag(event, row, name)}
        onDragOver={(event) => {
          if (row.kind !== 'source' || !event.dataTransfer.types.includes(SOURCE_TYPE)) return;
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          setOver(false);
          dropOn(event, row);
        }}
      >
        <Guides row={row} />
        <Arrow row={row} />
        <Hidden>{rowLabel(row)}</Hidden>
        {/* Said above; its buttons are in the menu of the row too, or what Enter does. */}
        <span className={styles.content} aria-hidden="true">
          <RowContent row={row} words={words} />
        </span>
      </div>
    );
  },
);
TreeRowView.displayName = 'TreeRowView';

/** The hue of the source runs down its subtree, a hairline for each level between. */
function Guides({ row }: { row: TreeRow }): ReactElement {
  return (
    <>
      {Array.from({ length: row.level - 1 }, (_, at) => (
        <span
          key={at}
          className={at === 0 ? styles.hueGuide : styles.guide}
          style={at === 0 ? { borderColor: hueColours(row.source.hue).mark } : undefined}
        />
      ))}
    </>
  );
}

function Arrow({ row }: { row: TreeRow }): ReactElement {
  if (row.expanded === null) return <span className={styles.arrow} />;
  return (
    <span
      className={styles.arrow}
      aria-hidden="true"
      onClick={() => setOpen([row.id], row.expanded !== true)}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      {row.expanded ? <ChevronDown size={14} /> : <ChevronRight size={14} />}
    </span>
  );
}

function startDrag(event: DragEvent, row: TreeRow, name: string | null): void {
  if (name === null) return;
  event.dataTransfer.setData('text/plain', name);
  event.dataTransfer.effectAllowed = 'copyMove';
  if (row.kind === 'source') event.dataTransfer.setData(SOURCE_TYPE, row.source.name);
}

function dropOn(event: DragEvent, row: TreeRow): void {
  const dragged = event.dataTransfer.getData(SOURCE_TYPE);
  if (dragged === '' || row.kind !== 'source' || dragged === row.source.name) return;
  event.preventDefault();
  void moveTo(dragged, row.position - 1);
}
