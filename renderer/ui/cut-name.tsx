import type { ReactElement } from 'react';
import styles from './cut-name.module.css';
import { Hidden } from './hidden.tsx';

const TAIL = 8;
const UNCUT = 16;

/** A name that is cut in its middle where there is no room, so that its end stays legible. Full on hover. */
export function CutName({ text }: { text: string }): ReactElement {
  const letters = [...text];
  if (letters.length <= UNCUT) {
    return (
      <span className={`${styles.name} ${styles.head}`} title={text}>
        {text}
      </span>
    );
  }
  return (
    <span className={styles.name} title={text}>
      <span className={styles.head} aria-hidden="true">
        {letters.slice(0, -TAIL).join('')}
      </span>
      <span className={styles.tail} aria-hidden="true">
        {letters.slice(-TAIL).join('')}
      </span>
      <Hidden>{text}</Hidden>
    </span>
  );
}
