import { type KeyboardEvent, type ReactElement, useId, useRef, useState } from 'react';
import { ContextMenu } from '../../ui/context-menu.tsx';
import { CutName } from '../../ui/cut-name.tsx';
import { agoText } from '../../ui/figures.ts';
import type { MenuEntry } from '../../ui/menu-items.tsx';
import { useApp } from '../../workspace/app-store.ts';
import styles from './queries-panel.module.css';
import type { SavedQuery } from './use-saved-queries.ts';

export interface QueryListProps {
  readonly title: string;
  readonly queries: readonly SavedQuery[];
  /** The one that is in front in the editor. */
  readonly shown: string | null;
  readonly menu: (query: SavedQuery) => readonly MenuEntry[];
  readonly onOpen: (query: SavedQuery) => void;
  readonly onRename?: (query: SavedQuery) => void;
  readonly onRemove?: (query: SavedQuery) => void;
}

/** Files by name: arrows go from one to the next, Enter opens, F2 renames, Delete asks and deletes. */
export function QueryList(props: QueryListProps): ReactElement {
  const { title, queries, shown, menu, onOpen, onRename, onRemove } = props;
  const head = useId();
  const list = useRef<HTMLUListElement>(null);
  const [stop, setStop] = useState(0);
  const locale = useApp(({ settings }) => settings?.locale ?? undefined);
  const [now] = useState(() => Date.now());

  const go = (at: number): void => {
    const next = Math.max(0, Math.min(queries.length - 1, at));
    setStop(next);
    list.current?.querySelectorAll('button').item(next).focus();
  };
  const onKeyDown = (event: KeyboardEvent, query: SavedQuery, at: number): void => {
    if (event.key === 'ArrowDown') go(at + 1);
    else if (event.key === 'ArrowUp') go(at - 1);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(queries.length - 1);
    else if (event.key === 'F2' && onRename !== undefined) onRename(query);
    else if (event.key === 'Delete' && onRemove !== undefined) onRemove(query);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <section className={styles.group} aria-labelledby={head}>
      <h3 id={head}>{title}</h3>
      <ul ref={list}>
        {queries.map((query, at) => (
          <li key={query.name}>
            <ContextMenu items={menu(query)} label={`Actions for ${query.name}`}>
              <button
                type="button"
                className={styles.query}
                tabIndex={at === Math.min(stop, queries.length - 1) ? 0 : -1}
                aria-current={query.name === shown ? 'true' : undefined}
                onFocus={() => setStop(at)}
                onClick={() => onOpen(query)}
                onKeyDown={(event) => onKeyDown(event, query, at)}
              >
                <CutName text={query.name} />
                <time
                  dateTime={query.modifiedAt}
                  title={new Date(query.modifiedAt).toLocaleString(locale)}
                  className={styles.ago}
                >
                  {agoText(query.modifiedAt, now, locale)}
                </time>
              </button>
            </ContextMenu>
          </li>
        ))}
      </ul>
    </section>
  );
}
