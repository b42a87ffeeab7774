import { ArrowDown, ArrowUp } from 'lucide-react';
import { type ReactElement, useCallback } from 'react';
import type { ApiOutput } from '../../../main/contract/api/api.ts';
import { call } from '../../rpc/call.ts';
import { countText } from '../../ui/figures.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { useInspector } from '../../workspace/inspector-store.ts';
import { Awaited } from './awaited.tsx';
import styles from './inspector.module.css';
import { useAsked } from './use-asked.ts';

type RecordCells = ApiOutput<'results', 'record'>['cells'];

interface RecordViewerProps {
  readonly runId: string;
  readonly row: number;
}

/** Characters of a value that are drawn; Enter on its cell shows the rest. */
const SHOWN = 500;

/** All columns of one row, with the rows before and after. */
export function RecordViewer({ runId, row }: RecordViewerProps): ReactElement {
  const record = useAsked(
    useCallback((signal: AbortSignal) => call('results', 'record', { runId, row }, signal), [runId, row]),
  );
  const summary = useAsked(
    useCallback((signal: AbortSignal) => call('results', 'describe', { runId }, signal), [runId]),
  );
  const rows = summary.answer?.rows ?? null;
  const go = (to: number): void => useInspector.getState().inspect({ kind: 'record', runId, row: to });
  return (
    <>
      <h3 className={styles.title}>
        Row {countText(row + 1)}
        {rows !== null && <span className={styles.quiet}> of {countText(rows)}</span>}
      </h3>
      <Toolbar label="Records">
        <IconButton icon={ArrowUp} label="Previous record" disabled={row === 0} onPress={() => go(row - 1)} />
        <IconButton
          icon={ArrowDown}
          label="Next record"
          disabled={rows === null || row >= rows - 1}
          onPress={() => go(row + 1)}
        />
      </Toolbar>
      <Awaited asked={record} title="The record could not be read">
        {({ cells }) => (
          <Cells
            cells={cells}
            onOpen={(column) => useInspector.getState().inspect({ kind: 'cell', runId, row, column })}
          />
        )}
      </Awaited>
    </>
  );
}

interface CellsProps {
  readonly cells: RecordCells;
  readonly onOpen: (column: number) => void;
}

/** Lines out of sight cost nothing: browsers leave them undrawn (`content-visibility`). */
function Cells({ cells, onOpen }: CellsProps): ReactElement {
  return (
    <ul className={styles.records} aria-label="Values of the record">
      {cells.map((cell, at) => (
        <li key={`${at} ${cell.name}`} className={styles.record}>
          <button type="button" className={styles.recordName} title={cell.type} onClick={() => onOpen(at)}>
            {cell.name}
          </button>
          <RecordValue text={cell.text} />
        </li>
      ))}
    </ul>
  );
}

function RecordValue({ text }: { readonly text: string | null }): ReactElement {
  if (text === null) return <span className={styles.absent}>null</span>;
  if (text === '') return <span className={styles.absent}>empty text</span>;
  return <span className={styles.recordText}>{text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text}</span>;
}
