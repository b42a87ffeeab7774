import { type FocusEvent, type ReactElement, type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { ContextMenu } from '../../ui/context-menu.tsx';
import { rowMenu } from './row-menu.ts';
import { activateRow, pressRow } from './run-tree-command.ts';
import type { TreeRow } from './tree-row.ts';
import { TreeRowView } from './tree-row-view.tsx';
import styles from './tree.module.css';
import { useTree } from './tree-store.ts';
import { useTreeKeys } from './use-tree-keys.ts';
import { useVisibleRows } from './use-visible-rows.ts';

/** Pixels: `--row-tree`. */
const ROW = 22;

/** The tree of sources; of thousands of rows only those in sight are in the page. */
export function SourceTree({ rows, words }: { rows: readonly TreeRow[]; words: string }): ReactElement {
  const scroller = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState(false);
  const active = useTree((tree) => tree.active);
  const at = Math.max(
    0,
    rows.findIndex(({ id }) => id === active),
  );
  const { first, end } = useVisibleRows(scroller, rows.length, ROW);
  const onKeyDown = useTreeKeys(rows, at, () => Math.floor((scroller.current?.clientHeight ?? 0) / ROW));
  useEffect(() => keepInSight(scroller.current, at), [at]);
  const row = rows[at];
  const rowOf = ({ target }: SyntheticEvent): TreeRow | undefined => {
    const index = (target as Element).closest('[data-index]')?.getAttribute('data-index');
    return index === null || index === undefined ? undefined : rows[Number(index)];
  };
  const activate = (event: SyntheticEvent): void => {
    const hit = rowOf(event);
    if (hit !== undefined && hit.id !== active) activateRow(hit);
  };
  return (
    <ContextMenu
      label={row === undefined ? 'Actions' : `Actions for ${row.source.name}`}
      items={rowMenu(row, row?.position === 1, row?.position === row?.siblings)}
    >
      <div ref={scroller} className={styles.scroller}>
        <div
          role="tree"
          aria-label="Sources"
          tabIndex={-1}
          className={styles.tree}
          style={{ height: rows.length * ROW }}
          onKeyDown={onKeyDown}
          onClick={activate}
          onContextMenu={activate}
          onDoubleClick={(event) => {
            const hit = rowOf(event);
            if (hit !== undefined) pressRow(hit);
          }}
          onFocus={(event) => {
            setFocused(true);
            activate(event);
          }}
          onBlur={(event: FocusEvent) =>
            setFocused(event.relatedTarget !== null && event.currentTarget.contains(event.relatedTarget))
          }
        >
          {shownRows(first, end, at, rows.length).map((index) => {
            const shown = rows[index];
            return shown === undefined ? null : (
              <TreeRowView
                key={shown.id}
                row={shown}
                index={index}
                words={words}
                top={index * ROW}
                active={index === at}
                takesFocus={focused && index === at}
              />
            );
          })}
        </div>
      </div>
    </ContextMenu>
  );
}

/** The rows from `first` up to `end`, and the active one wherever it is: it holds the focus. */
function shownRows(first: number, end: number, active: number, count: number): readonly number[] {
  const range = Array.from({ length: end - first }, (_, step) => first + step);
  if (active >= count || (active >= first && active < end)) return range;
  return active < first ? [active, ...range] : [...range, active];
}

function keepInSight(element: HTMLElement | null, at: number): void {
  if (element === null) return;
  const [top, bottom] = [at * ROW, (at + 1) * ROW];
  if (top < element.scrollTop) element.scrollTop = top;
  else if (bottom > element.scrollTop + element.clientHeight)
    element.scrollTop = bottom - element.clientHeight;
}
