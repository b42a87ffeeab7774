import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type ReactElement, type ReactNode, useRef } from 'react';
import styles from './dialog.module.css';
import { Icon } from './icon.tsx';

export interface DialogProps {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  /** Its buttons, the one that goes on last. */
  readonly footer?: ReactNode;
  readonly size?: 'small' | 'medium' | 'large';
  readonly children: ReactNode;
}

const FIELDS = 'input:not([disabled]), select:not([disabled]), textarea:not([disabled])';
const CONTROLS = 'button, [tabindex="0"]';

/** A dialog over the window: it holds the focus, Esc closes it, and the focus goes back to where it came from. */
export function Dialog({
  title,
  open,
  onClose,
  footer,
  size = 'medium',
  children,
}: DialogProps): ReactElement {
  const popup = useRef<HTMLDivElement>(null);
  /** The first field of what is asked, else its first control, else the button that goes on; the cross comes last. */
  const firstControl = (): HTMLElement | true => {
    const [, body, foot] = popup.current?.children ?? [];
    return (
      body?.querySelector<HTMLElement>(FIELDS) ??
      body?.querySelector<HTMLElement>(CONTROLS) ??
      [...(foot?.querySelectorAll('button') ?? [])].at(-1) ??
      true
    );
  };
  return (
    <Base.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Popup
          ref={popup}
          initialFocus={firstControl}
          className={[styles.popup, styles[size]].filter(Boolean).join(' ')}
        >
          <div className={styles.head}>
            <Base.Title>{title}</Base.Title>
            <Base.Close className={styles.close} aria-label="Close">
              <Icon shape={X} />
            </Base.Close>
          </div>
          <div className={styles.body}>{children}</div>
          {footer !== undefined && <div className={styles.foot}>{footer}</div>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
