import { type ReactElement, type SubmitEvent, useId, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { renameQuery } from '../../workspace/rename-query.ts';
import { removeQuery } from './query-actions.ts';

interface QueryDialogProps {
  readonly name: string;
  readonly onClose: () => void;
}

/** Asks for another name of a saved query. */
export function RenameDialog({ name, onClose }: QueryDialogProps): ReactElement {
  const form = useId();
  const [wanted, setWanted] = useState(name);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const found = await renameQuery(name, wanted.trim());
    if (found === null) onClose();
    else setProblem(found);
  };
  return (
    <Dialog
      title="Rename query"
      open
      onClose={onClose}
      size="small"
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button kind="primary" submit form={form}>
            Rename
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={(event) => void submit(event)}>
        <TextField
          label="Name"
          value={wanted}
          required
          onChange={setWanted}
          {...(problem === null ? {} : { error: problem })}
        />
      </form>
    </Dialog>
  );
}

/** Asks before the file of a query is deleted. */
export function RemoveDialog({ name, onClose }: QueryDialogProps): ReactElement {
  const remove = (): void => {
    onClose();
    void removeQuery(name);
  };
  return (
    <Dialog
      title="Delete query?"
      open
      onClose={onClose}
      size="small"
      footer={
        <>
          <Button onPress={onClose}>Keep</Button>
          <Button kind="danger" onPress={remove}>
            Delete
          </Button>
        </>
      }
    >
      The file of {name} is deleted from the folder queries. An open tab keeps its text.
    </Dialog>
  );
}
