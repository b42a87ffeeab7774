import type { ReactElement } from 'react';
import { CutName } from '../../ui/cut-name.tsx';
import { namePartsOf } from './match-name.ts';
import styles from './tree.module.css';

/** A name in the tree; what the search matches in it is marked. */
export function NameText({ name, words }: { name: string; words: string }): ReactElement {
  const parts = words === '' ? [] : namePartsOf(name, words);
  if (parts.length < 2 && parts[0]?.match !== true) return <CutName text={name} />;
  return (
    <span className={styles.marked} title={name}>
      {parts.map(({ text, match }, at) =>
        match ? (
          <mark key="match">{text}</mark>
        ) : (
          <span key={at === 0 ? 'head' : 'tail'} className={at === 0 ? styles.unmatched : undefined}>
            {text}
          </span>
        ),
      )}
    </span>
  );
}
