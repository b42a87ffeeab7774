import { File, Folder } from 'lucide-react';
import { type KeyboardEvent, type ReactElement, useEffect, useId } from 'react';
import { Icon } from './icon.tsx';
import styles from './path-browser.module.css';
import { Skeleton } from './skeleton.tsx';
import { useDelayed } from './use-delayed.ts';

/** A file or folder in the list. */
export interface PathEntry {
  readonly name: string;
  readonly path: string;
  readonly kind: 'folder' | 'file';
  /** A word beside the name, such as its size. */
  readonly note?: string;
  /** Shown, but not to be chosen. */
  readonly disabled?: boolean;
}

export interface PathListProps {
  readonly label: string;
  readonly entries: readonly PathEntry[];
  readonly selected: string | null;
  readonly loading: boolean;
  readonly onSelect: (path: string) => void;
  readonly onOpen: (entry: PathEntry) => void;
  readonly onUp: () => void;
}

/** What is in a folder. Arrows, Home, End and first letters select; Enter opens; Backspace goes up. */
export function PathList(props: PathListProps): ReactElement {
  const { label, entries, selected, loading, onSelect, onOpen } = props;
  const id = useId();
  const at = entries.findIndex(({ path }) => path === selected);
  const showSkeleton = useDelayed(loading, 150);
  useEffect(() => {
    document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, at]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const next = nextEntry(entries, at, event);
    const here = entries[at];
    if (next !== undefined) onSelect(next.path);
    else if (event.key === 'Enter' && here !== undefined && here.disabled !== true) onOpen(here);
    else if (event.key === 'Backspace') props.onUp();
    else return;
    event.preventDefault();
  };
  if (showSkeleton) return <Skeleton rows={8} />;
  if (entries.length === 0) {
    return <p className={styles.message}>{loading ? '' : 'Nothing here to choose.'}</p>;
  }
  return (
    <div
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={at === -1 ? undefined : `${id}-${at}`}
      className={styles.list}
      onKeyDown={onKeyDown}
    >
      {entries.map((entry, number) => (
        <div
          key={entry.path}
          id={`${id}-${number}`}
          role="option"
          tabIndex={-1}
          aria-selected={entry.path === selected}
          aria-disabled={entry.disabled}
          className={styles.entry}
          onMouseDown={() => onSelect(entry.path)}
          onDoubleClick={() => entry.disabled !== true && onOpen(entry)}
        >
          <Icon shape={entry.kind === 'folder' ? Folder : File} />
          <span className={styles.name} title={entry.name}>
            {entry.name}
          </span>
          <span className={styles.note}>{entry.note}</span>
        </div>
      ))}
    </div>
  );
}

function nextEntry(entries: readonly PathEntry[], at: number, event: KeyboardEvent): PathEntry | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  switch (event.key) {
    case 'ArrowDown':
      return entries[Math.min(at + 1, entries.length - 1)];
    case 'ArrowUp':
      return entries[Math.max(at - 1, 0)];
    case 'Home':
      return entries[0];
    case 'End':
      return entries.at(-1);
  }
  if ([...event.key].length !== 1) return undefined;
  const ordered = [...entries.slice(at + 1), ...entries.slice(0, at + 1)];
  return ordered.find(({ name }) => name.toLowerCase().startsWith(event.key.toLowerCase()));
}
