import { Download } from 'lucide-react';
import type { ReactElement } from 'react';
import type { ExportState } from '../../../main/contract/api/results.ts';
import { Banner } from '../../ui/banner.tsx';
import { bytesText, countText } from '../../ui/figures.ts';
import { Icon } from '../../ui/icon.tsx';
import { Progress } from '../../ui/progress.tsx';
import { useApp } from '../../workspace/app-store.ts';
import styles from './results.module.css';

/** How far an export is; at its end where the file is. */
export function ExportProgress({ state }: { readonly state: ExportState }): ReactElement {
  const shell = useApp((store) => store.app?.shell ?? 'browser');
  switch (state.state) {
    case 'running':
      return (
        <div className={styles.exporting} role="status">
          <Progress value={state.of === 0 ? null : state.rows / state.of} label="Export" />
          <span className={styles.figure}>
            {countText(state.rows)} of {countText(state.of)} rows · {bytesText(state.bytes)}
          </span>
        </div>
      );
    case 'complete':
      return (
        <Banner level="success">
          Wrote {countText(state.rows)} rows, {bytesText(state.bytes)}, to <code>{state.file}</code>.{' '}
          {shell === 'browser' && (
            <a className={styles.link} href={`/api/exports/${state.exportId}`} download>
              <Icon shape={Download} size={14} /> Download
            </a>
          )}
        </Banner>
      );
    case 'failed':
      return <Banner level="error">{state.message ?? 'The file could not be written.'}</Banner>;
    case 'cancelled':
      return <Banner level="info">Cancelled: nothing was left behind.</Banner>;
  }
}
