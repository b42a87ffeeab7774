import { Copy } from 'lucide-react';
import { type ReactElement, useEffect } from 'react';
import { Button } from '../../ui/button.tsx';
import { countText, percentText } from '../../ui/figures.ts';
import { copyText } from '../../workspace/clipboard.ts';
import { askProfile, type ColumnProfile, useProfile } from '../../workspace/profiles-store.ts';
import { Awaited } from './awaited.tsx';
import { Facts } from './facts.tsx';
import styles from './inspector.module.css';
import { useResultColumns } from './use-result-columns.ts';

interface ResultColumnProps {
  readonly runId: string;
  readonly column: number;
}

/** A column of a result: NULLs, distinct values, range, and how values are spread. */
export function ResultColumn({ runId, column }: ResultColumnProps): ReactElement {
  const asked = useProfile(runId, column);
  const known = useResultColumns(runId)?.[column] ?? null;
  useEffect(() => askProfile(runId, column), [runId, column]);
  return (
    <>
      <h3 className={styles.title}>{known?.name ?? `Column ${column + 1}`}</h3>
      {known !== null && <p className={styles.type}>{known.type}</p>}
      <Awaited
        asked={{ answer: asked?.profile ?? null, error: asked?.error ?? null }}
        title="The column could not be profiled"
      >
        {(profile) => <Profile profile={profile} />}
      </Awaited>
      {known !== null && (
        <Button kind="quiet" icon={Copy} onPress={() => void copyText(known.name, 'Copied the name.')}>
          Copy name
        </Button>
      )}
    </>
  );
}

function Profile({ profile }: { readonly profile: ColumnProfile }): ReactElement {
  const { rows, nulls, distinct, least, greatest, bins, shape } = profile;
  const most = Math.max(1, ...bins.map(({ count }) => count));
  return (
    <>
      <Facts
        facts={[
          ['Rows', countText(rows)],
          ['Nulls', rows === 0 ? countText(0) : `${countText(nulls)} (${percentText(nulls / rows)})`],
          ['Distinct', countText(distinct)],
          ...(least === null ? [] : ([['Least', <code key="least">{least}</code>]] as const)),
          ...(greatest === null ? [] : ([['Greatest', <code key="greatest">{greatest}</code>]] as const)),
        ]}
      />
      {shape !== 'none' && (
        <>
          <h4 className={styles.heading}>
            {shape === 'histogram' ? 'How values are spread' : 'Most frequent values'}
          </h4>
          <ul className={styles.bins}>
            {bins.map(({ label, count }) => (
              <li key={label} className={styles.bin}>
                <span className={styles.binLabel} title={label}>
                  {label === '' ? <span className={styles.absent}>empty text</span> : label}
                </span>
                <span className={styles.binTrack} aria-hidden="true">
                  <span className={styles.binBar} style={{ width: `${(count / most) * 100}%` }} />
                </span>
                <span className={styles.binCount}>{countText(count)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
