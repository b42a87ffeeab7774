import type { ReactElement } from 'react';
import styles from './keys.module.css';

/** A shortcut such as `Ctrl+Shift+F`, one box a key. */
export function Keys({ keys }: { keys: string }): ReactElement {
  return (
    <span className={styles.keys}>
      {keys.split(/(?<=[^+])\+/).map((key) => (
        <kbd key={key} className={styles.key}>
          {key}
        </kbd>
      ))}
    </span>
  );
}
