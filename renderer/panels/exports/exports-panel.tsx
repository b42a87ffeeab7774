import { Copy, Download, Square } from 'lucide-react';
import { type ReactElement, useEffect, useState } from 'react';
import type { ExportState } from '../../../main/contract/api/results.ts';
import type { ErrorReport } from '../../../engine/errors/atoll-error.ts';
import { call } from '../../rpc/call.ts';
import { errorReportOf } from '../../rpc/rpc-error.ts';
import { Button } from '../../ui/button.tsx';
import { CutName } from '../../ui/cut-name.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { bytesText, countText } from '../../ui/figures.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Progress } from '../../ui/progress.tsx';
import { useApp } from '../../workspace/app-store.ts';
import { copyText } from '../../workspace/clipboard.ts';
import { runCommand } from '../../workspace/commands.ts';
import { followExports, useExports } from '../../workspace/exports-store.ts';
import styles from './exports.module.css';

/** What was written into files, and what is being written. */
export function ExportsPanel(): ReactElement | null {
  const { exports, load } = useExports();
  const [error, setError] = useState<ErrorReport | null>(null);
  useEffect(followExports, []);
  useEffect(() => {
    load().catch((failure: unknown) => setError(errorReportOf(failure)));
  }, [load]);
  if (error !== null) return <ErrorState title="The exports could not be listed" {...error} />;
  if (exports === null) return null;
  if (exports.length === 0) {
    return (
      <EmptyState
        icon={Download}
        title="Nothing exported yet"
        text="Export a whole result as CSV, Parquet, Arrow, JSON or Excel; it goes on in the background."
        action={
          <Button icon={Download} onPress={() => runCommand('results.export')}>
            Export result
          </Button>
        }
      />
    );
  }
  return (
    <ul className={styles.list} aria-label="Exports">
      {exports.map((one) => (
        <ExportLine key={one.exportId} state={one} />
      ))}
    </ul>
  );
}

const WORDS = { running: 'running', complete: 'complete', failed: 'failed', cancelled: 'cancelled' } as const;

function ExportLine({ state }: { readonly state: ExportState }): ReactElement {
  const shell = useApp((store) => store.app?.shell ?? 'browser');
  const { exportId, file, rows, of, bytes, message } = state;
  return (
    <li className={styles.line}>
      <span className={styles.file}>
        <CutName text={file} />
      </span>
      <span className={styles.figure}>
        {state.state === 'complete'
          ? `${countText(rows)} rows · ${bytesText(bytes)}`
          : `${WORDS[state.state]}, ${countText(rows)} of ${countText(of)} rows`}
      </span>
      {state.state === 'running' && (
        <>
          <span className={styles.progress}>
            <Progress value={of === 0 ? null : rows / of} label={`Export of ${file}`} />
          </span>
          <IconButton
            icon={Square}
            label="Cancel export"
            onPress={() => void call('exports', 'cancel', { exportId }).catch(() => undefined)}
          />
        </>
      )}
      {state.state === 'complete' && (
        <>
          <IconButton icon={Copy} label="Copy path" onPress={() => void copyText(file, 'Copied the path.')} />
          {shell === 'browser' && (
            <a className={styles.link} href={`/api/exports/${exportId}`} download>
              Download
            </a>
          )}
        </>
      )}
      {message !== null && <span className={styles.message}>{message}</span>}
    </li>
  );
}
