import { X } from 'lucide-react';
import { type DragEvent, type KeyboardEvent, type ReactElement, useEffect, useRef, useState } from 'react';
import type { EditorTab } from '../../../main/contract/api/window.ts';
import { ContextMenu } from '../../ui/context-menu.tsx';
import { hueColours } from '../../ui/hue.ts';
import { Icon } from '../../ui/icon.tsx';
import type { MenuEntry } from '../../ui/menu-items.tsx';
import { useShortcuts } from '../../workspace/shortcuts.ts';
import { useSources } from '../../workspace/sources-store.ts';
import { useTabs } from '../../workspace/tabs-store.ts';
import { useEditorDialogs } from './editor-dialogs.ts';
import { closeOthers, closeTabs, duplicateTab, saveOrAsk } from './tab-actions.ts';
import styles from './tab-row.module.css';
import { useAnalysis } from './text-analysis.ts';

/** What a dragged tab is known by. */
const DRAGGED = 'application/x-atoll-tab';

interface TabItemProps {
  readonly tab: EditorTab;
  readonly isActive: boolean;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** One tab: its title, a dot while its text is in no file, and below it the hues of the sources that it reads. */
export function TabItem({ tab, isActive, onKeyDown }: TabItemProps): ReactElement {
  const reads = useReadSources(tab.id);
  const drop = useDropTarget(tab.id);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isActive) button.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [isActive]);
  const title = tab.dirty ? `${tab.title}, not saved` : tab.title;
  const told = reads.length === 0 ? title : `${title}, reads ${reads.map(({ name }) => name).join(', ')}`;
  return (
    <ContextMenu items={tabMenu(tab)} label={`Actions for ${tab.title}`}>
      <button
        ref={button}
        type="button"
        role="tab"
        title={told}
        aria-label={told}
        aria-selected={isActive}
        aria-keyshortcuts="Delete"
        tabIndex={isActive ? 0 : -1}
        className={drop.isOver ? `${styles.tab} ${styles.over}` : styles.tab}
        draggable
        onClick={() => useTabs.getState().activate(tab.id)}
        onDoubleClick={() => useEditorDialogs.getState().ask({ kind: 'rename', tab: tab.id })}
        onAuxClick={(event) => (event.button === 1 ? closeTabs([tab.id]) : undefined)}
        onKeyDown={onKeyDown}
        onDragStart={(event) => event.dataTransfer.setData(DRAGGED, tab.id)}
        {...drop.handlers}
      >
        {tab.dirty && <span className={styles.dot} />}
        <span className={styles.title}>{tab.title}</span>
        <CloseCross id={tab.id} />
        <span className={styles.sources}>
          {reads.map(({ name, hue }) => (
            <span key={name} style={{ backgroundColor: hueColours(hue).mark }} />
          ))}
        </span>
      </button>
    </ContextMenu>
  );
}

/** For pointers only: a tab holds no second control, and keyboards have Delete. */
function CloseCross({ id }: { id: string }): ReactElement {
  return (
    <span
      aria-hidden="true"
      className={styles.close}
      onClick={(event) => {
        event.stopPropagation();
        closeTabs([id]);
      }}
    >
      <Icon shape={X} size={14} />
    </span>
  );
}

interface ReadSource {
  readonly name: string;
  readonly hue: number | null;
}

/** The sources that the text of a tab reads, each once. */
function useReadSources(tab: string): readonly ReadSource[] {
  const names = useAnalysis(({ tabs }) => tabs.get(tab)?.reads) ?? [];
  const sources = useSources((store) => store.sources);
  return names.map((name) => ({
    name,
    hue: sources?.find((source) => source.name === name)?.hue ?? null,
  }));
}

function useDropTarget(id: string): {
  readonly isOver: boolean;
  readonly handlers: Readonly<Record<'onDragOver' | 'onDragLeave' | 'onDrop', (event: DragEvent) => void>>;
} {
  const [isOver, setOver] = useState(false);
  const onDragOver = (event: DragEvent): void => {
    if (!event.dataTransfer.types.includes(DRAGGED)) return;
    event.preventDefault();
    setOver(true);
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const { tabs, move } = useTabs.getState();
    const dragged = event.dataTransfer.getData(DRAGGED);
    move(
      dragged,
      tabs.findIndex((tab) => tab.id === id),
    );
  };
  return { isOver, handlers: { onDragOver, onDragLeave: () => setOver(false), onDrop } };
}

function tabMenu(tab: EditorTab): readonly MenuEntry[] {
  const { ask } = useEditorDialogs.getState();
  const { shortcuts } = useShortcuts.getState();
  const keys = (command: string): { readonly shortcut?: string } => {
    const shortcut = shortcuts.get(command);
    return shortcut === undefined ? {} : { shortcut };
  };
  return [
    { id: 'save', label: 'Save', ...keys('query.save'), onPress: () => saveOrAsk(tab.id) },
    { id: 'rename', label: 'Rename…', onPress: () => ask({ kind: 'rename', tab: tab.id }) },
    { id: 'duplicate', label: 'Duplicate', onPress: () => duplicateTab(tab.id) },
    'separator',
    { id: 'close', label: 'Close', ...keys('query.close'), onPress: () => closeTabs([tab.id]) },
    { id: 'close-others', label: 'Close others', onPress: () => closeOthers(tab.id) },
  ];
}
