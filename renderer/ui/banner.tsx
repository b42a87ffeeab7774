import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import styles from './banner.module.css';
import { Icon } from './icon.tsx';

export interface BannerProps {
  readonly level: 'info' | 'warning' | 'error' | 'success';
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}

const ICONS = { info: Info, warning: TriangleAlert, error: CircleAlert, success: CircleCheck } as const;

/** One line across a panel or the window, told to screen readers when it comes. */
export function Banner({ level, children, actions }: BannerProps): ReactElement {
  return (
    <div className={`${styles.banner} ${styles[level]}`} role={level === 'error' ? 'alert' : 'status'}>
      <Icon shape={ICONS[level]} />
      <div className={styles.text}>{children}</div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
