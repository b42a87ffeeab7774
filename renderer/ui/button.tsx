import type { ComponentProps, ReactElement, ReactNode } from 'react';
import styles from './button.module.css';
import { Icon, type IconShape } from './icon.tsx';

type Native = Omit<ComponentProps<'button'>, 'disabled' | 'children' | 'type'>;

export interface ButtonProps extends Native {
  readonly kind?: 'primary' | 'default' | 'quiet' | 'danger';
  readonly icon?: IconShape;
  readonly onPress?: () => void;
  /** What it began still goes on: it stays in focus and does nothing. */
  readonly busy?: boolean;
  readonly disabled?: boolean;
  /** Sends the form that it stands in. */
  readonly submit?: boolean;
  readonly children: ReactNode;
}

/** A button with words. A disabled one keeps the focus, so that keyboards and readers find it. */
export function Button(props: ButtonProps): ReactElement {
  const { kind = 'default', icon, onPress, busy = false, disabled = false, submit = false } = props;
  const { children, className, onClick, ...rest } = withoutOwn(props);
  const stopped = disabled || busy;
  return (
    <button
      {...rest}
      type={submit ? 'submit' : 'button'}
      className={[styles.button, styles[kind], className].filter(Boolean).join(' ')}
      aria-disabled={stopped || undefined}
      aria-busy={busy || undefined}
      onClick={(event) => {
        if (stopped) {
          event.preventDefault();
          return;
        }
        onClick?.(event);
        onPress?.();
      }}
    >
      {busy ? (
        <span className={styles.spinner} aria-hidden="true" />
      ) : (
        icon !== undefined && <Icon shape={icon} />
      )}
      {children}
    </button>
  );
}

function withoutOwn(props: ButtonProps): Native & { readonly children: ReactNode } {
  const { kind: _kind, icon: _icon, onPress: _onPress, busy: _busy, ...more } = props;
  const { disabled: _disabled, submit: _submit, ...rest } = more;
  return rest;
}
