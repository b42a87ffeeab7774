import { ChevronDown, Plus } from 'lucide-react';
import { type KeyboardEvent, type ReactElement, useRef } from 'react';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { runCommand } from '../../workspace/commands.ts';
import { focusEditor } from '../../workspace/editor-actions.ts';
import { useTabs } from '../../workspace/tabs-store.ts';
import { closeTabs } from './tab-actions.ts';
import { TabItem } from './tab-item.tsx';
import styles from './tab-row.module.css';
import { movedBy } from './tab-rules.ts';

/** The open tabs: arrows go from one to the next, Ctrl+Shift+Page Up and Page Down move one, Delete closes it. */
export function TabRow(): ReactElement {
  const { tabs, active, activate } = useTabs();
  const list = useRef<HTMLDivElement>(null);
  const last = tabs.length - 1;

  const focusTab = (at: number): void => {
    const tab = tabs.at(at);
    if (tab === undefined) return;
    activate(tab.id);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]').item(tabs.indexOf(tab)).focus();
  };
  const onKeyDown = (event: KeyboardEvent, id: string, at: number): void => {
    const moves = moveOf(event);
    if (moves !== null) useTabs.getState().move(id, movedBy(tabs, id, moves));
    else if (event.key === 'ArrowRight') focusTab(at === last ? 0 : at + 1);
    else if (event.key === 'ArrowLeft') focusTab(at - 1);
    else if (event.key === 'Home') focusTab(0);
    else if (event.key === 'End') focusTab(-1);
    else if (event.key === 'Delete') closeTabs([id]);
    else if (event.key === 'Enter') focusEditor();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={styles.row}>
      <div ref={list} role="tablist" aria-label="Queries" className={styles.list}>
        {tabs.map((tab, at) => (
          <TabItem
            key={tab.id}
            tab={tab}
            isActive={tab.id === active}
            onKeyDown={(event) => onKeyDown(event, tab.id, at)}
          />
        ))}
      </div>
      <IconButton icon={Plus} label="New query" onPress={() => runCommand('query.new')} />
      <span className={styles.rest} />
      {tabs.length > 1 && (
        <Menu
          label="Open queries"
          align="end"
          trigger={<IconButton icon={ChevronDown} label="Open queries" />}
          items={tabs.map(({ id, title, dirty }) => ({
            id,
            label: dirty ? `${title} (not saved)` : title,
            onPress: () => activate(id),
          }))}
        />
      )}
    </div>
  );
}

function moveOf({ key, ctrlKey, metaKey, shiftKey }: KeyboardEvent): -1 | 1 | null {
  if (!(ctrlKey || metaKey) || !shiftKey) return null;
  if (key === 'PageUp') return -1;
  return key === 'PageDown' ? 1 : null;
}
