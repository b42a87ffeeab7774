import type { ReactElement } from 'react';
import styles from './skeleton.module.css';

export interface SkeletonProps {
  readonly rows?: number;
  readonly shape?: 'lines' | 'grid' | 'tree';
}

const CELLS = { lines: 1, tree: 1, grid: 5 } as const;

/** The shape of what is still to come; it does not move. Show it only after 150 ms (`useDelayed`). */
export function Skeleton({ rows = 6, shape = 'lines' }: SkeletonProps): ReactElement {
  return (
    <div className={`${styles.skeleton} ${styles[shape] ?? ''}`} role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={styles.row} aria-hidden="true">
          {Array.from({ length: CELLS[shape] }, (_, cell) => (
            <span key={cell} className={styles.bone} />
          ))}
        </div>
      ))}
    </div>
  );
}
