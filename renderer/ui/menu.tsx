import { Menu as Base } from '@base-ui/react/menu';
import { isValidElement, type ReactElement, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { type MenuEntry, MenuItems } from './menu-items.tsx';
import styles from './menu.module.css';

export interface MenuProps {
  /** What the menu is for, told to screen readers. */
  readonly label: string;
  /** A Button or IconButton; anything else becomes a quiet button. */
  readonly trigger: ReactNode;
  readonly items: readonly MenuEntry[];
  readonly align?: 'start' | 'end';
}

/** A button that opens a menu. */
export function Menu({ label, trigger, items, align = 'start' }: MenuProps): ReactElement {
  const button = isValidElement<Record<string, unknown>>(trigger) ? (
    trigger
  ) : (
    <Button kind="quiet">{trigger}</Button>
  );
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={button} />
      <Base.Portal>
        <Base.Positioner className={styles.positioner} sideOffset={2} align={align}>
          <Base.Popup className={styles.popup} aria-label={label}>
            <MenuItems items={items} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
