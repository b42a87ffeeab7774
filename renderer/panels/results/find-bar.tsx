import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { type KeyboardEvent, type ReactElement, useEffect, useRef, useState } from 'react';
import { call } from '../../rpc/call.ts';
import { errorReportOf } from '../../rpc/rpc-error.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { GridColumn } from './grid/grid-columns.ts';
import styles from './results.module.css';

export interface FindBarProps {
  /** The stored result that is shown. */
  readonly runId: string;
  readonly rows: number;
  /** Where the keyboard is: the row, and the column's position. */
  readonly at: { readonly row: number; readonly column: number };
  readonly columns: readonly GridColumn[];
  readonly onFound: (row: number, column: number) => void;
  readonly onRow: (row: number) => void;
  readonly onClose: () => void;
}

/** Finds text in cells, from the active one on and round the end; goes to a row by its number. */
export function FindBar(props: FindBarProps): ReactElement {
  const { rows, onRow, onClose } = props;
  const bar = useRef<HTMLDivElement>(null);
  const [text, setText] = useState('');
  const [row, setRow] = useState('');
  const { said, find } = useFinding(props, text);
  useEffect(() => bar.current?.querySelector('input')?.focus(), []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
  };
  const go = (): void => {
    const number = Number(row.replaceAll(/[^\d]/g, ''));
    if (number >= 1) onRow(Math.min(rows, number) - 1);
  };
  return (
    <div
      ref={bar}
      role="toolbar"
      tabIndex={-1}
      aria-label="Find in result"
      className={styles.find}
      onKeyDown={onKeyDown}
    >
      <form
        className={styles.findPart}
        onSubmit={(event) => {
          event.preventDefault();
          void find(false);
        }}
      >
        <TextField
          label="Find"
          hideLabel
          placeholder="Find in all rows"
          value={text}
          onChange={setText}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !event.shiftKey) return;
            event.preventDefault();
            void find(true);
          }}
        />
        <IconButton
          icon={ArrowUp}
          label="Find previous"
          shortcut="Shift+Enter"
          onPress={() => void find(true)}
        />
        <IconButton icon={ArrowDown} label="Find next" shortcut="Enter" onPress={() => void find(false)} />
      </form>
      <span className={styles.findSaid} role="status">
        {said}
      </span>
      <form
        className={styles.findPart}
        onSubmit={(event) => {
          event.preventDefault();
          go();
        }}
      >
        <TextField
          label="Go to row"
          hideLabel
          placeholder={`Row 1 to ${rows.toLocaleString()}`}
          inputMode="numeric"
          value={row}
          onChange={setRow}
        />
        <Button submit>Go</Button>
      </form>
      <IconButton icon={X} label="Close find" shortcut="Esc" onPress={onClose} />
    </div>
  );
}

function useFinding(
  { runId, at, columns, onFound }: FindBarProps,
  text: string,
): { readonly said: string; readonly find: (backwards: boolean) => Promise<void> } {
  const [said, setSaid] = useState('');
  const request = useRef<AbortController | null>(null);
  const find = async (backwards: boolean): Promise<void> => {
    if (text === '') return;
    request.current?.abort();
    const own = new AbortController();
    request.current = own;
    const late = setTimeout(() => setSaid('Searching…'), 150);
    try {
      const { found } = await call('results', 'find', { runId, text, ...at, backwards }, own.signal);
      if (own.signal.aborted) return;
      setSaid(
        found === null
          ? 'Not found'
          : `Row ${(found.row + 1).toLocaleString()}, ${columns[found.column]?.name ?? ''}`,
      );
      if (found !== null) onFound(found.row, found.column);
    } catch (error) {
      if (!own.signal.aborted) setSaid(errorReportOf(error).message);
    } finally {
      clearTimeout(late);
    }
  };
  return { said, find };
}
