import { Menu as Base } from '@base-ui/react/menu';
import type { ReactElement } from 'react';
import { Icon, type IconShape } from './icon.tsx';
import { Keys } from './keys.tsx';
import styles from './menu.module.css';

export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconShape;
  readonly shortcut?: string;
  readonly disabled?: boolean;
  readonly danger?: boolean;
  readonly onPress: () => void;
}

/** What a menu holds, from top to bottom. */
export type MenuEntry = MenuItem | 'separator';

/** The entries of a menu, wherever it opens. */
export function MenuItems({ items }: { items: readonly MenuEntry[] }): ReactElement {
  const hasIcons = items.some((item) => item !== 'separator' && item.icon !== undefined);
  return (
    <>
      {items.map((item, at) =>
        item === 'separator' ? (
          <Base.Separator key={keyAfter(items, at)} className={styles.separator} />
        ) : (
          <Base.Item
            key={item.id}
            label={item.label}
            className={[styles.item, item.danger === true && styles.danger, !hasIcons && styles.plain]
              .filter(Boolean)
              .join(' ')}
            disabled={item.disabled ?? false}
            onClick={item.onPress}
          >
            {item.icon !== undefined && <Icon shape={item.icon} />}
            <span className={styles.label}>{item.label}</span>
            {item.shortcut !== undefined && <Keys keys={item.shortcut} />}
          </Base.Item>
        ),
      )}
    </>
  );
}

function keyAfter(items: readonly MenuEntry[], at: number): string {
  const before = items[at - 1];
  return `after ${before === undefined || before === 'separator' ? at : before.id}`;
}
