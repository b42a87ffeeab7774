import { type KeyboardEvent, type ReactElement, useEffect, useRef, useState } from 'react';
import type { HistoryEntry } from '../../../main/contract/api/queries.ts';
import { readToken } from '../../ui/read-token.ts';
import styles from './history-panel.module.css';
import { HistoryRow } from './history-row.tsx';
import { openEntry } from './open-entry.ts';
import { useRowWindow } from './use-row-window.ts';

/** Height of a row, CSS px: two lines, as the style sheet has it. */
const rowHeight = (): number =>
  Number.parseFloat(readToken('--row-list')) + Number.parseFloat(readToken('--text-line'));

/** Old times are drawn anew so often, ms. */
const TICK_MS = 30_000;

interface HistoryListProps {
  readonly entries: readonly HistoryEntry[];
  readonly onEnd: () => void;
}

/** The entries as one list with one tab stop: arrows, Page Up and Down, Home and End choose; Enter opens. */
export function HistoryList({ entries, onEnd }: HistoryListProps): ReactElement {
  const scroll = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState(0);
  const now = useNow();
  const [height] = useState(rowHeight);
  const { first, end, page } = useRowWindow(scroll, entries.length, height);
  const isAtEnd = end >= entries.length;
  useEffect(() => {
    if (isAtEnd && entries.length > 0) onEnd();
  }, [isAtEnd, entries.length, onEnd]);

  const at = Math.min(chosen, entries.length - 1);
  const choose = (next: number): void => {
    const kept = Math.max(0, Math.min(entries.length - 1, next));
    setChosen(kept);
    const { scrollTop = 0, clientHeight = 0 } = scroll.current ?? {};
    const top = Math.min(scrollTop, kept * height);
    scroll.current?.scrollTo({ top: Math.max(top, (kept + 1) * height - clientHeight) });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page }[event.key];
    const entry = entries[at];
    if (step !== undefined) choose(at + step);
    else if (event.key === 'Home') choose(0);
    else if (event.key === 'End') choose(entries.length - 1);
    else if (event.key === 'Enter' && entry !== undefined) void openEntry(entry);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={scroll}
      role="listbox"
      aria-label="Runs, newest first"
      aria-activedescendant={entries[at] === undefined ? undefined : rowId(entries[at])}
      tabIndex={0}
      className={styles.list}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" className={styles.space} style={{ height: entries.length * height }}>
        {entries.slice(first, end).map((entry, offset) => (
          <div
            key={entry.id}
            id={rowId(entry)}
            role="option"
            tabIndex={-1}
            aria-selected={first + offset === at}
            aria-posinset={first + offset + 1}
            aria-setsize={entries.length}
            className={styles.row}
            style={{ transform: `translateY(${(first + offset) * height}px)` }}
            onMouseDown={(event) => {
              event.preventDefault();
              scroll.current?.focus();
              setChosen(first + offset);
            }}
            onDoubleClick={() => void openEntry(entry)}
          >
            <HistoryRow entry={entry} now={now} />
          </div>
        ))}
      </div>
    </div>
  );
}

function rowId({ id }: HistoryEntry): string {
  return `history-${id}`;
}

function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
