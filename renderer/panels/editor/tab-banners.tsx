import type { ReactElement } from 'react';
import type { EditorTab } from '../../../main/contract/api/window.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { useRunning, useTabRunning } from '../../workspace/run-queries.ts';
import { CostBanner } from './cost-banner.tsx';
import { useEditorDialogs } from './editor-dialogs.ts';
import { type FileConflict, keepMine, loadTheirs, useFileConflicts } from './file-conflicts.ts';

/** What a tab has to say or ask: a file that others changed, a run that could not begin, what a run would cost. */
export function TabBanners({ tab }: { tab: EditorTab }): ReactElement {
  const conflict = useFileConflicts(({ tabs }) => tabs.get(tab.id) ?? null);
  const { question, failure } = useTabRunning(tab.id);
  return (
    <>
      {conflict !== null && <ConflictBanner tab={tab} conflict={conflict} />}
      {failure !== null && (
        <Banner
          level="error"
          actions={
            <Button kind="quiet" onPress={() => useRunning.getState().set(tab.id, { failure: null })}>
              Dismiss
            </Button>
          }
        >
          {failure.message}
          {failure.hint === null ? '' : ` ${failure.hint}`}
        </Banner>
      )}
      {question !== null && <CostBanner question={question} />}
    </>
  );
}

function ConflictBanner({ tab, conflict }: { tab: EditorTab; conflict: FileConflict }): ReactElement {
  const gone = conflict.theirs === null;
  const text = gone
    ? `The file of ${tab.title} was removed or renamed. Its text is still here: saving writes the file again.`
    : `${tab.title} was changed by another program while you changed it here.`;
  return (
    <Banner
      level="warning"
      actions={
        <>
          {!gone && <Button onPress={() => compare(tab.id)}>Compare</Button>}
          <Button onPress={() => keepMine(tab.id)}>Keep mine</Button>
          {!gone && <Button onPress={() => loadTheirs(tab.id)}>Load theirs</Button>}
        </>
      }
    >
      {text}
    </Banner>
  );
}

function compare(tab: string): void {
  useEditorDialogs.getState().ask({ kind: 'compare', tab });
}
