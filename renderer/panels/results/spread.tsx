import { type ReactElement, useEffect } from 'react';
import type { GridColumn } from './grid/grid-columns.ts';
import { askProfile, useProfile } from '../../workspace/profiles-store.ts';
import styles from './results.module.css';

/** How the values of a column are spread, as a row of small bars; asked for when it comes into sight. */
export function Spread({
  runId,
  column,
}: {
  readonly runId: string;
  readonly column: GridColumn;
}): ReactElement {
  const asked = useProfile(runId, column.position);
  useEffect(() => askProfile(runId, column.position), [runId, column.position]);
  const profile = asked?.profile ?? null;
  if (profile === null) return <span className={styles.spreadText}>{asked?.error?.message ?? ''}</span>;
  const most = Math.max(1, ...profile.bins.map(({ count }) => count));
  const nulls = profile.rows === 0 ? 0 : profile.nulls / profile.rows;
  return (
    <span
      role="img"
      aria-label={`${profile.distinct.toLocaleString()} distinct, ${Math.round(nulls * 100)} % null`}
      className={styles.spread}
    >
      {profile.bins.map(({ label, count }) => (
        <span
          key={label}
          title={`${label}: ${count.toLocaleString()}`}
          className={styles.spreadBar}
          style={{ height: `${Math.max(4, (count / most) * 100)}%` }}
        />
      ))}
    </span>
  );
}
