import type { ReactElement, ReactNode } from 'react';
import type { RefreshReport } from '../../../main/contract/sources.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { countText } from '../../ui/figures.ts';
import styles from './sources-panel.module.css';

/** More lines than this are counted instead of shown. */
const MOST = 200;

interface DriftDialogProps {
  readonly report: RefreshReport;
  readonly onClose: () => void;
}

/** What is different in a catalog that was read anew. */
export function DriftDialog({ report, onClose }: DriftDialogProps): ReactElement {
  const { source, added, removed, changed, tables } = report;
  return (
    <Dialog
      title={`${source} has changed`}
      open
      onClose={onClose}
      footer={
        <Button kind="primary" onPress={onClose}>
          Looks right
        </Button>
      }
    >
      <p className={styles.lead}>
        {countText(tables)} tables now. Queries that name what is gone or changed may need another look.
      </p>
      <Changes title="Removed" lines={removed} />
      <Changes
        title="Changed"
        lines={changed.map(({ table, changes }) => (
          <span key={table}>
            {table}: <span className={styles.change}>{changes.join(', ')}</span>
          </span>
        ))}
      />
      <Changes title="Added" lines={added} />
    </Dialog>
  );
}

function Changes({ title, lines }: { title: string; lines: readonly ReactNode[] }): ReactElement | null {
  if (lines.length === 0) return null;
  return (
    <>
      <h3>
        {title} ({countText(lines.length)})
      </h3>
      <ul className={styles.list}>
        {lines.slice(0, MOST).map((line, at) => (
          <li key={at}>{line}</li>
        ))}
        {lines.length > MOST && <li>and {countText(lines.length - MOST)} more</li>}
      </ul>
    </>
  );
}
