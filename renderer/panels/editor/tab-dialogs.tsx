import { type ReactElement, type SubmitEvent, useId, useState } from 'react';
import type { EditorTab } from '../../../main/contract/api/window.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { renameQuery } from '../../workspace/rename-query.ts';
import { useTabs } from '../../workspace/tabs-store.ts';
import { CompareDialog } from './compare-dialog.tsx';
import { useEditorDialogs } from './editor-dialogs.ts';
import { saveTab } from './save-tab.ts';
import { closeNow, closeTabs, saveOrAsk } from './tab-actions.ts';

const close = (): void => useEditorDialogs.getState().ask(null);

/** The dialog of the editor that is open, if one is. */
export function TabDialogs(): ReactElement | null {
  const question = useEditorDialogs((state) => state.question);
  const id = question === null ? null : question.kind === 'close' ? question.tabs[0] : question.tab;
  const tab = useTabs(({ tabs }) => tabs.find((one) => one.id === id) ?? null);
  if (question === null || tab === null) return null;
  switch (question.kind) {
    case 'close':
      return <CloseDialog key={tab.id} tab={tab} rest={question.tabs.slice(1)} />;
    case 'save':
      return <SaveDialog key={tab.id} tab={tab} thenClose={question.thenClose} />;
    case 'rename':
      return <RenameDialog key={tab.id} tab={tab} />;
    case 'compare':
      return <CompareDialog key={tab.id} tab={tab} />;
  }
}

function CloseDialog({ tab, rest }: { tab: EditorTab; rest: readonly string[] }): ReactElement {
  const save = (): void => {
    close();
    saveOrAsk(tab.id, [tab.id, ...rest]);
  };
  const discard = (): void => {
    close();
    closeNow(tab.id);
    closeTabs(rest);
  };
  return (
    <Dialog
      title="Close without saving?"
      open
      onClose={close}
      size="small"
      footer={
        <>
          <Button onPress={close}>Keep open</Button>
          <Button kind="danger" onPress={discard}>
            Close without saving
          </Button>
          <Button kind="primary" onPress={save}>
            Save
          </Button>
        </>
      }
    >
      {tab.title} has text that is in no file. It would be lost.
    </Dialog>
  );
}

function SaveDialog({ tab, thenClose }: { tab: EditorTab; thenClose: readonly string[] }): ReactElement {
  const save = async (name: string): Promise<string | null> => {
    const problem = await saveTab(tab.id, name);
    if (problem === null && thenClose.length > 0) closeTabs(thenClose);
    return problem;
  };
  const suggested = /^Query \d+$/.test(tab.title) ? '' : tab.title;
  return (
    <NameDialog
      title="Save query"
      verb="Save"
      first={suggested}
      help="Kept as a file in the folder queries of the workspace."
      onName={save}
    />
  );
}

function RenameDialog({ tab }: { tab: EditorTab }): ReactElement {
  const rename = async (name: string): Promise<string | null> => {
    if (tab.query !== null) return renameQuery(tab.query, name);
    useTabs.getState().change(tab.id, { title: name });
    return null;
  };
  const title = tab.query === null ? 'Rename tab' : 'Rename query';
  return <NameDialog title={title} verb="Rename" first={tab.title} help={null} onName={rename} />;
}

interface NameDialogProps {
  readonly title: string;
  readonly verb: string;
  readonly first: string;
  readonly help: string | null;
  /** Gives what is wrong with the name, null where it was taken. */
  readonly onName: (name: string) => Promise<string | null>;
}

function NameDialog({ title, verb, first, help, onName }: NameDialogProps): ReactElement {
  const form = useId();
  const [name, setName] = useState(first);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const wanted = name.trim();
    if (wanted === '') return setProblem('Give it a name.');
    const found = await onName(wanted);
    if (found === null) close();
    else setProblem(found);
  };
  return (
    <Dialog
      title={title}
      open
      onClose={close}
      size="small"
      footer={
        <>
          <Button onPress={close}>Cancel</Button>
          <Button kind="primary" submit form={form}>
            {verb}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={(event) => void submit(event)}>
        <TextField
          label="Name"
          value={name}
          required
          onChange={setName}
          {...(help === null ? {} : { help })}
          {...(problem === null ? {} : { error: problem })}
        />
      </form>
    </Dialog>
  );
}
