import { type ReactElement, useCallback } from 'react';
import type { EditorTab } from '../../../main/contract/api/window.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useApp } from '../../workspace/app-store.ts';
import styles from './compare-dialog.module.css';
import { useEditorDialogs } from './editor-dialogs.ts';
import { keepMine, loadTheirs, useFileConflicts } from './file-conflicts.ts';
import { DUCKDB_SQL } from './monaco/duckdb-language.ts';
import { useMonaco } from './monaco/load-monaco.ts';
import type { Monaco } from './monaco/monaco-type.ts';
import { textOptions } from './open-editor.ts';
import { textOf } from './tab-texts.ts';

const close = (): void => useEditorDialogs.getState().ask(null);

/** The text in the file beside the text in the tab. */
export function CompareDialog({ tab }: { tab: EditorTab }): ReactElement {
  const { monaco } = useMonaco();
  const theirs = useFileConflicts(({ tabs }) => tabs.get(tab.id)?.theirs ?? '');
  const choose = (take: (id: string) => void): void => {
    take(tab.id);
    close();
  };
  return (
    <Dialog
      title={`${tab.title}: the file and your text`}
      open
      onClose={close}
      size="large"
      footer={
        <>
          <Button onPress={() => choose(loadTheirs)}>Load theirs</Button>
          <Button kind="primary" onPress={() => choose(keepMine)}>
            Keep mine
          </Button>
        </>
      }
    >
      <div className={styles.heads}>
        <span>In the file (theirs)</span>
        <span>In this tab (mine)</span>
      </div>
      {monaco !== null && <Difference monaco={monaco} theirs={theirs} mine={textOf(tab)} />}
    </Dialog>
  );
}

interface DifferenceProps {
  readonly monaco: Monaco;
  readonly theirs: string;
  readonly mine: string;
}

function Difference({ monaco, theirs, mine }: DifferenceProps): ReactElement {
  const open = useCallback(
    (host: HTMLDivElement) => {
      const original = monaco.editor.createModel(theirs, DUCKDB_SQL);
      const modified = monaco.editor.createModel(mine, DUCKDB_SQL);
      const view = monaco.editor.createDiffEditor(host, {
        ...textOptions(useApp.getState().settings),
        readOnly: true,
        tabFocusMode: true,
        automaticLayout: true,
        minimap: { enabled: false },
        renderOverviewRuler: false,
        useInlineViewWhenSpaceIsLimited: false,
        scrollBeyondLastLine: false,
        overviewRulerLanes: 0,
        lineNumbersMinChars: 3,
        guides: { indentation: false },
      });
      view.setModel({ original, modified });
      view.getOriginalEditor().updateOptions({ ariaLabel: 'In the file' });
      view.getModifiedEditor().updateOptions({ ariaLabel: 'In this tab' });
      return () => {
        view.dispose();
        original.dispose();
        modified.dispose();
      };
    },
    [monaco, theirs, mine],
  );
  return <div ref={open} className={styles.difference} />;
}
