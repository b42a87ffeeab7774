import { type ReactElement, useEffect, useRef } from 'react';
import { closeGap } from './close-gap.ts';
import styles from './cut-name.module.css';
import { Hidden } from './hidden.tsx';

const TAIL = 8;
const UNCUT = 16;

/** A name that is cut in its middle where there is no room, so that its end stays legible. Full on hover. */
export function CutName({ text }: { text: string }): ReactElement {
  const letters = [...oneLine(text)];
  if (letters.length > UNCUT) return <LongName key={text} text={text} letters={letters} />;
  return (
    <span className={`${styles.name} ${styles.head}`} title={text}>
      {letters.join('')}
    </span>
  );
}

function LongName({ text, letters }: { text: string; letters: readonly string[] }): ReactElement {
  const head = useRef<HTMLSpanElement>(null);
  const tail = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (head.current === null || tail.current === null) return undefined;
    return closeGap(head.current, tail.current);
  }, []);
  return (
    <span className={styles.name} title={text}>
      <span ref={head} className={styles.head} aria-hidden="true">
        {letters.slice(0, -TAIL).join('')}
      </span>
      <span ref={tail} className={styles.tail} aria-hidden="true">
        {letters.slice(-TAIL).join('')}
      </span>
      <Hidden>{text}</Hidden>
    </span>
  );
}

/** A name may hold line ends; it is shown on one line all the same. */
function oneLine(text: string): string {
  return text.replaceAll(/\r\n|[\r\n\u2028\u2029]/g, '↵').replaceAll('\t', ' ');
}
