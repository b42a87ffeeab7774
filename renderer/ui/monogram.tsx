import type { ReactElement } from 'react';
import { hueColours } from './hue.ts';
import styles from './monogram.module.css';

export interface MonogramProps {
  /** From 0 to 9; null is grey. */
  readonly hue: number | null;
  /** One or two. */
  readonly letters: string;
  readonly size?: 'small' | 'large';
}

/** The mark of a source: two letters on its hue. Its name stands beside it, so it is not read aloud. */
export function Monogram({ hue, letters, size = 'small' }: MonogramProps): ReactElement {
  const { text, soft } = hueColours(hue);
  return (
    <span
      aria-hidden="true"
      className={size === 'large' ? `${styles.monogram} ${styles.large}` : styles.monogram}
      style={{ color: text, backgroundColor: soft }}
    >
      {letters}
    </span>
  );
}
