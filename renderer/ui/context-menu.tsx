import { ContextMenu as Base } from '@base-ui/react/context-menu';
import type { ReactElement, ReactNode } from 'react';
import { type MenuEntry, MenuItems } from './menu-items.tsx';
import styles from './menu.module.css';

export interface ContextMenuProps {
  readonly items: readonly MenuEntry[];
  /** What the menu is for, told to screen readers. */
  readonly label?: string;
  readonly children: ReactNode;
}

/** A menu at the pointer (right button), or at the focus (the menu key, Shift+F10). */
export function ContextMenu({ items, label, children }: ContextMenuProps): ReactElement {
  return (
    <Base.Root>
      <Base.Trigger className={styles.area}>{children}</Base.Trigger>
      <Base.Portal>
        <Base.Positioner className={styles.positioner}>
          <Base.Popup className={styles.popup} aria-label={label ?? 'Actions'}>
            <MenuItems items={items} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
