import { X } from 'lucide-react';
import { type KeyboardEvent, type ReactElement, useRef } from 'react';
import { Icon, type IconShape } from './icon.tsx';
import styles from './tab-list.module.css';

export interface TabItem {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconShape;
}

export interface TabListProps {
  readonly label: string;
  readonly items: readonly TabItem[];
  /** Its id; null where none is. */
  readonly active: string | null;
  readonly onChange: (id: string) => void;
  /** Tabs can be closed: by their cross, the middle button, or Delete. */
  readonly onClose?: (id: string) => void;
  /** The id of the element that a tab shows. */
  readonly controls?: (id: string) => string;
}

/** Tabs with roving focus: arrows, Home and End move and choose at once. */
export function TabList({ label, items, active, onChange, onClose, controls }: TabListProps): ReactElement {
  const list = useRef<HTMLDivElement>(null);
  const entry = items.some(({ id }) => id === active) ? active : (items[0]?.id ?? null);

  const go = (at: number): void => {
    const item = items.at(at % items.length);
    if (item === undefined) return;
    onChange(item.id);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]').item(items.indexOf(item)).focus();
  };
  const onKeyDown = (event: KeyboardEvent, at: number, id: string): void => {
    const move = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    if (move !== undefined) go(move);
    else if (event.key === 'Delete' && onClose !== undefined) onClose(id);
    else return;
    event.preventDefault();
  };

  return (
    <div ref={list} role="tablist" aria-label={label} className={styles.list}>
      {items.map(({ id, label: text, icon }, at) => (
        <button
          key={id}
          type="button"
          role="tab"
          title={text}
          tabIndex={id === entry ? 0 : -1}
          aria-selected={id === active}
          aria-controls={id === active ? controls?.(id) : undefined}
          aria-keyshortcuts={onClose === undefined ? undefined : 'Delete'}
          className={onClose === undefined ? styles.tab : `${styles.tab} ${styles.closable}`}
          onClick={() => onChange(id)}
          onAuxClick={(event) => (event.button === 1 ? onClose?.(id) : undefined)}
          onKeyDown={(event) => onKeyDown(event, at, id)}
        >
          {icon !== undefined && <Icon shape={icon} />}
          <span className={styles.text}>{text}</span>
          {onClose !== undefined && <CloseCross onPress={() => onClose(id)} />}
        </button>
      ))}
    </div>
  );
}

/** For pointers only: a tab holds no second control, and keyboards have Delete. */
function CloseCross({ onPress }: { onPress: () => void }): ReactElement {
  return (
    <span
      aria-hidden="true"
      className={styles.close}
      onClick={(event) => {
        event.stopPropagation();
        onPress();
      }}
    >
      <Icon shape={X} size={14} />
    </span>
  );
}
