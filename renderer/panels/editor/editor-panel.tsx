import { type ReactElement, useEffect } from 'react';
import type { EditorTab } from '../../../main/contract/api/window.ts';
import { useCommands } from '../../workspace/commands.ts';
import { useActiveTab, useTabs } from '../../workspace/tabs-store.ts';
import { onEvent } from '../../workspace/window-events.ts';
import { EDITOR_COMMANDS } from './editor-commands.ts';
import styles from './editor-panel.module.css';
import { followFiles, lookAtFile } from './file-conflicts.ts';
import { NoTabs } from './no-tabs.tsx';
import { SqlText } from './sql-text.tsx';
import { TabBanners } from './tab-banners.tsx';
import { TabDialogs } from './tab-dialogs.tsx';
import { TabRow } from './tab-row.tsx';
import { followTabs } from './tab-texts.ts';
import { analyseAll, forgetChecks } from './text-analysis.ts';
import { EditorToolbar } from './toolbar.tsx';

/** The editor: the open tabs, the text of the one in front, and what can be done with it. */
export function EditorPanel(): ReactElement {
  const tab = useActiveTab();
  useEffect(() => useCommands.getState().register(EDITOR_COMMANDS), []);
  useEffect(() => joined([followTabs(), followFiles(), followTexts()]), []);
  return (
    <div className={styles.panel}>
      <TabRow />
      {tab === null ? (
        <NoTabs />
      ) : (
        <>
          <SqlText />
          <TabBanners tab={tab} />
          <EditorToolbar tab={tab} />
        </>
      )}
      <TabDialogs />
    </div>
  );
}

/** What was checked against other catalogs is checked anew; tabs that come are looked at, also those of another day. */
function followTexts(): () => void {
  const stopping = new AbortController();
  const look = (tabs: readonly EditorTab[]): void => {
    analyseAll(tabs, stopping.signal).catch(() => undefined);
  };
  const again = (): void => {
    forgetChecks();
    look(useTabs.getState().tabs);
  };
  const come = (tabs: readonly EditorTab[]): void => {
    look(tabs);
    for (const tab of tabs) lookAtFile(tab);
  };
  come(useTabs.getState().tabs);
  const leave = useTabs.subscribe(({ tabs }, before) => {
    const known = new Set(before.tabs.map(({ id }) => id));
    const added = tabs.filter(({ id }) => !known.has(id));
    if (added.length > 0) come(added);
  });
  return joined([() => stopping.abort(), leave, onEvent('catalog', again), onEvent('sources', again)]);
}

function joined(stops: readonly (() => void)[]): () => void {
  return () => {
    for (const stop of stops) stop();
  };
}
