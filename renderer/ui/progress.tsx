import type { ReactElement } from 'react';
import styles from './progress.module.css';

export interface ProgressProps {
  /** From 0 to 1; null where nobody knows. */
  readonly value: number | null;
  readonly label: string;
}

/** A thin bar that fills. */
export function Progress({ value, label }: ProgressProps): ReactElement {
  const known = value === null ? null : Math.min(1, Math.max(0, value));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={known === null ? undefined : Math.round(known * 100)}
      className={known === null ? `${styles.progress} ${styles.unknown}` : styles.progress}
    >
      <div className={styles.bar} style={known === null ? undefined : { transform: `scaleX(${known})` }} />
    </div>
  );
}
