import { ArrowUp } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import styles from './path-browser.module.css';
import { type PathEntry, PathList } from './path-list.tsx';
import { TextField } from './text-field.tsx';

export interface PathBrowserProps {
  /** What is looked for, such as `Folder`. */
  readonly label: string;
  /** The folder that is shown; null before the first one came. */
  readonly dir: string | null;
  readonly parent: string | null;
  readonly entries: readonly PathEntry[];
  readonly places: readonly { readonly label: string; readonly path: string }[];
  readonly loading?: boolean;
  readonly error?: string | null;
  /** The path of the entry that is selected. */
  readonly selected: string | null;
  readonly onSelect: (path: string | null) => void;
  /** Shows another folder: one that was opened, a place, or a path that was typed. */
  readonly onGo: (dir: string) => void;
  /** A file was opened, by double click or Enter. */
  readonly onChoose?: (path: string) => void;
}

/** Walks through folders: by the list, by places at the side, or by a path that is typed. */
export function PathBrowser(props: PathBrowserProps): ReactElement {
  const { label, dir, parent, entries, places, loading = false, error, selected, onSelect, onGo } = props;
  return (
    <div className={styles.browser}>
      <PathLine label={label} dir={dir} parent={parent} error={error ?? null} onGo={onGo} />
      <div className={styles.panes}>
        <nav className={styles.places} aria-label="Places">
          {places.map((place) => (
            <button
              key={place.path}
              type="button"
              className={styles.place}
              aria-current={place.path === dir || undefined}
              title={place.path}
              onClick={() => onGo(place.path)}
            >
              {place.label}
            </button>
          ))}
        </nav>
        <PathList
          label={`Contents of ${dir ?? 'the folder'}`}
          entries={entries}
          selected={selected}
          loading={loading}
          onSelect={onSelect}
          onUp={() => parent !== null && onGo(parent)}
          onOpen={({ kind, path }) => (kind === 'folder' ? onGo(path) : props.onChoose?.(path))}
        />
      </div>
    </div>
  );
}

interface PathLineProps {
  readonly label: string;
  readonly dir: string | null;
  readonly parent: string | null;
  readonly error: string | null;
  readonly onGo: (dir: string) => void;
}

function PathLine({ label, dir, parent, error, onGo }: PathLineProps): ReactElement {
  const [typed, setTyped] = useState(dir ?? '');
  const [shown, setShown] = useState(dir);
  // Another folder is shown: its path takes the place of what was typed, and the focus stays.
  if (shown !== dir) {
    setShown(dir);
    setTyped(dir ?? '');
  }
  return (
    <form
      className={styles.path}
      onSubmit={(event) => {
        event.preventDefault();
        onGo(typed);
      }}
    >
      <IconButton
        icon={ArrowUp}
        label="Folder above"
        disabled={parent === null}
        onPress={() => parent !== null && onGo(parent)}
      />
      <TextField label={label} hideLabel value={typed} onChange={setTyped} mono error={error} />
      <Button submit>Go</Button>
    </form>
  );
}
