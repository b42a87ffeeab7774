import type { ReactElement, ReactNode } from 'react';
import styles from './hidden.module.css';

/** Text for screen readers alone. */
export function Hidden({ children }: { children: ReactNode }): ReactElement {
  return <span className={styles.hidden}>{children}</span>;
}
