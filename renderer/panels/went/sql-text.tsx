import { Copy } from 'lucide-react';
import type { ReactElement } from 'react';
import { IconButton } from '../../ui/icon-button.tsx';
import { copyText } from '../../workspace/clipboard.ts';
import styles from './went.module.css';

/** A text of SQL exactly as it was sent, to read and to copy. */
export function SqlText({ label, sql }: { readonly label: string; readonly sql: string }): ReactElement {
  return (
    <div className={styles.sql}>
      <pre className={styles.sqlText}>{sql}</pre>
      <IconButton icon={Copy} label={`Copy ${label}`} onPress={() => void copyText(sql, 'Copied the SQL.')} />
    </div>
  );
}
