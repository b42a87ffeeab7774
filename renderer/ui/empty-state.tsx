import type { ReactElement, ReactNode } from 'react';
import { Icon, type IconShape } from './icon.tsx';
import styles from './panel-state.module.css';

export interface EmptyStateProps {
  readonly icon?: IconShape;
  readonly title: string;
  /** Teaches the next step. */
  readonly text: ReactNode;
  readonly action?: ReactNode;
}

/** What a panel says while it has nothing to show. */
export function EmptyState({ icon, title, text, action }: EmptyStateProps): ReactElement {
  return (
    <div className={styles.state}>
      {icon !== undefined && (
        <span className={styles.icon}>
          <Icon shape={icon} />
        </span>
      )}
      <h3>{title}</h3>
      <div className={styles.text}>{text}</div>
      {action !== undefined && <div className={styles.actions}>{action}</div>}
    </div>
  );
}
