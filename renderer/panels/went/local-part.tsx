import type { ReactElement } from 'react';
import type { ExplainReport } from '../../../engine/types/explain.ts';
import { msText } from '../../ui/figures.ts';
import { hueColours } from '../../ui/hue.ts';
import { partName } from '../../workspace/part-words.ts';
import { SqlText } from './sql-text.tsx';
import styles from './went.module.css';
import { keptParts } from './went-words.ts';

/** What was done on this machine, and why it was not done at a source. */
export function LocalPart({ report }: { readonly report: ExplainReport }): ReactElement {
  const { local, outcomes, fragments } = report;
  const kept = keptParts(outcomes);
  return (
    <section className={styles.part} style={{ borderLeftColor: hueColours(null).mark }}>
      <h3 className={styles.title} tabIndex={-1}>
        On this machine
        {local.ms !== null && <span className={styles.quiet}>{msText(local.ms)}</span>}
      </h3>
      {local.opaque && (
        <p>This text could not be taken apart: it ran here as it is, over the tables that it reads.</p>
      )}
      {!local.opaque && fragments.length > 0 && (
        <p className={styles.quiet}>
          {fragments.map(({ id }, at) => (
            <span key={id}>
              {at > 0 && ', '}
              <code>{id}</code> holds the rows of {partName(fragments, id)}
            </span>
          ))}
        </p>
      )}
      <SqlText label="SQL on this machine" sql={local.sql} />
      {kept.length === 0 && <p className={styles.quiet}>Sources did all they were asked for.</p>}
      {kept.length > 0 && (
        <ul className={styles.kept} aria-label="What was done here, and why">
          {kept.map(({ key, what, where, reason, hint }) => (
            <li key={key}>
              <code className={styles.what}>{what}</code>
              <span>
                {where}
                {reason !== null && `: ${reason}`}
              </span>
              {hint !== null && <span className={styles.hint}>{hint}</span>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
