import type { ComponentProps, ReactElement } from 'react';
import { Icon, type IconShape } from './icon.tsx';
import styles from './icon-button.module.css';
import { Tooltip } from './tooltip.tsx';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'disabled' | 'children' | 'type'> {
  readonly icon: IconShape;
  /** Its name: shown as a tooltip, told to screen readers. */
  readonly label: string;
  readonly onPress?: () => void;
  /** Given for a button that stays pressed. */
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  /** Its keys, shown in the tooltip. */
  readonly shortcut?: string;
}

/** A button that is only an icon, 24 px. */
export function IconButton(props: IconButtonProps): ReactElement {
  const { icon, label, onPress, pressed, disabled = false, shortcut, className, onClick, ...rest } = props;
  return (
    <Tooltip text={label} {...(shortcut === undefined ? {} : { shortcut })}>
      <button
        {...rest}
        type="button"
        className={className === undefined ? styles.button : `${styles.button} ${className}`}
        aria-label={label}
        aria-pressed={pressed}
        aria-disabled={disabled || undefined}
        onClick={(event) => {
          if (disabled) return;
          onClick?.(event);
          onPress?.();
        }}
      >
        <Icon shape={icon} />
      </button>
    </Tooltip>
  );
}
