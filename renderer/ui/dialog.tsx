import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import styles from './dialog.module.css';
import { IconButton } from './icon-button.tsx';

export interface DialogProps {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  /** Its buttons, the one that goes on last. */
  readonly footer?: ReactNode;
  readonly size?: 'small' | 'medium' | 'large';
  readonly children: ReactNode;
}

/** A dialog over the window: it holds the focus, Esc closes it, and the focus goes back to where it came from. */
export function Dialog({
  title,
  open,
  onClose,
  footer,
  size = 'medium',
  children,
}: DialogProps): ReactElement {
  return (
    <Base.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Popup className={[styles.popup, styles[size]].filter(Boolean).join(' ')}>
          <div className={styles.head}>
            <Base.Title>{title}</Base.Title>
            <IconButton icon={X} label="Close" onPress={onClose} />
          </div>
          <div className={styles.body}>{children}</div>
          {footer !== undefined && <div className={styles.foot}>{footer}</div>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
