import { Copy } from 'lucide-react';
import { type ReactElement, useCallback, useState } from 'react';
import type { ApiOutput } from '../../../main/contract/api/api.ts';
import { call } from '../../rpc/call.ts';
import { Button } from '../../ui/button.tsx';
import { countText } from '../../ui/figures.ts';
import { Toolbar } from '../../ui/toolbar.tsx';
import { copyText } from '../../workspace/clipboard.ts';
import { useInspector } from '../../workspace/inspector-store.ts';
import { Awaited } from './awaited.tsx';
import { bytesOf, hexLines } from './hex-lines.ts';
import styles from './inspector.module.css';
import { JsonTree, type JsonValue } from './json-tree.tsx';
import { useAsked } from './use-asked.ts';
import { useResultColumns } from './use-result-columns.ts';

type Cell = ApiOutput<'results', 'cell'>;

interface CellViewerProps {
  readonly runId: string;
  readonly row: number;
  readonly column: number;
}

/** Units of a text that are shown; all of it goes by copying and exporting. */
const SHOWN_UNITS = 1_000_000;
/** Bytes of a blob that are shown. */
const SHOWN_BYTES = 4096;

/** A whole cell: its text, nested values as a tree, bytes as hex. */
export function CellViewer({ runId, row, column }: CellViewerProps): ReactElement {
  const asked = useAsked(
    useCallback(
      (signal: AbortSignal) => call('results', 'cell', { runId, row, column, limit: SHOWN_UNITS }, signal),
      [runId, row, column],
    ),
  );
  const name = useResultColumns(runId)?.[column]?.name ?? 'Cell';
  return (
    <>
      <h3 className={styles.title}>{name}</h3>
      <p className={styles.quiet}>Row {countText(row + 1)}</p>
      <Awaited asked={asked} title="The cell could not be read">
        {(cell) => <Value cell={cell} />}
      </Awaited>
      <Button onPress={() => useInspector.getState().inspect({ kind: 'record', runId, row })}>
        Show record
      </Button>
    </>
  );
}

function Value({ cell }: { readonly cell: Cell }): ReactElement {
  const { type, text, length } = cell;
  const nested = nestedValue(cell);
  const [asText, setAsText] = useState(false);
  return (
    <>
      <p className={styles.type}>{type}</p>
      <Toolbar label="Value">
        {nested !== null && (
          <Button kind="quiet" aria-pressed={asText} onPress={() => setAsText(!asText)}>
            {asText ? 'As tree' : 'As text'}
          </Button>
        )}
        {text !== null && (
          <Button kind="quiet" icon={Copy} onPress={() => void copyText(text, 'Copied the value.')}>
            Copy
          </Button>
        )}
      </Toolbar>
      {nested !== null && !asText ? <JsonTree value={nested.value} /> : <Plain cell={cell} />}
      {text !== null && (
        <p className={styles.quiet}>
          {countText(length)} {length === 1 ? 'character' : 'characters'}
          {length > text.length && `, of which the first ${countText(text.length)} are shown`}
        </p>
      )}
    </>
  );
}

function Plain({ cell }: { readonly cell: Cell }): ReactElement {
  const { type, text } = cell;
  if (text === null) return <p className={styles.absent}>null</p>;
  if (text === '') return <p className={styles.absent}>empty text</p>;
  if (type !== 'BLOB') return <pre className={styles.value}>{text}</pre>;
  const bytes = bytesOf(text, SHOWN_BYTES);
  return <pre className={`${styles.value} ${styles.hex}`}>{hexLines(bytes).join('\n')}</pre>;
}

/** The value of a nested type, or of a text of JSON; null for others. */
function nestedValue({ type, value, text }: Cell): { readonly value: JsonValue } | null {
  if (type === 'JSON' && text !== null) {
    try {
      return { value: JSON.parse(text) as JsonValue };
    } catch {
      return null;
    }
  }
  return typeof value === 'object' && value !== null ? { value: value as JsonValue } : null;
}
