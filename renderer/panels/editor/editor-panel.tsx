import { type ReactElement, useEffect } from 'react';
import { useCommands } from '../../workspace/commands.ts';
import { useActiveTab, useTabs } from '../../workspace/tabs-store.ts';
import { onEvent } from '../../workspace/window-events.ts';
import { EDITOR_COMMANDS } from './editor-commands.ts';
import styles from './editor-panel.module.css';
import { followFiles } from './file-conflicts.ts';
import { NoTabs } from './no-tabs.tsx';
import { SqlText } from './sql-text.tsx';
import { TabBanners } from './tab-banners.tsx';
import { TabDialogs } from './tab-dialogs.tsx';
import { TabRow } from './tab-row.tsx';
import { followTabs } from './tab-texts.ts';
import { analyseOthers, forgetChecks } from './text-analysis.ts';
import { EditorToolbar } from './toolbar.tsx';

/** The editor: the open tabs, the text of the one in front, and what can be done with it. */
export function EditorPanel(): ReactElement {
  const tab = useActiveTab();
  useEffect(() => useCommands.getState().register(EDITOR_COMMANDS), []);
  useEffect(() => joined([followTabs(), followFiles(), followCatalogs()]), []);
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

/** What was checked against other catalogs is checked anew. */
function followCatalogs(): () => void {
  const stopping = new AbortController();
  const again = (): void => {
    forgetChecks();
    analyseOthers(useTabs.getState().tabs, stopping.signal).catch(() => undefined);
  };
  again();
  const stops = [onEvent('catalog', again), onEvent('sources', again)];
  return joined([() => stopping.abort(), ...stops]);
}

function joined(stops: readonly (() => void)[]): () => void {
  return () => {
    for (const stop of stops) stop();
  };
}
