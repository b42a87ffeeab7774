import { type ReactElement, useEffect } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Progress } from '../../ui/progress.tsx';
import { useApp } from '../../workspace/app-store.ts';
import { type DialogRequest, useDialogs } from '../../workspace/dialogs-store.ts';
import { openText } from '../../workspace/editor-actions.ts';
import { useReveal } from '../../workspace/reveal-store.ts';
import { type AddedFile, isDone, stageText } from './added-file.ts';
import { useAdding } from './adding-store.ts';
import styles from './files-dialog.module.css';
import { ImportPreview } from './import-preview.tsx';

const PREVIEW_ROWS = 1000;

interface FilesDialogProps {
  readonly request: Extract<DialogRequest, { kind: 'add-files' | 'add-path' }>;
}

/** Adds files: each goes its way, those of text are looked at first. */
export function FilesDialog({ request }: FilesDialogProps): ReactElement {
  const { files, begin, clear, add, leave } = useAdding();
  const close = useDialogs((dialogs) => dialogs.close);
  useEffect(() => {
    begin(
      request.kind === 'add-path'
        ? [{ kind: 'host', path: request.path }]
        : request.files.map((file) => ({ kind: 'page', file })),
    );
  }, [begin, request]);
  useEffect(() => clear, [clear]);
  const looked = files.find(({ stage }) => stage.kind === 'review') ?? null;
  const allDone = files.length > 0 && files.every(isDone);
  const allWell = allDone && files.every(({ stage }) => stage.kind !== 'failed');
  useEffect(() => {
    if (allDone) showAdded(files);
    if (allWell) close();
  }, [allDone, allWell, files, close]);
  return (
    <Dialog
      title={looked === null ? 'Add files' : `Add ${looked.name}`}
      size="large"
      open
      onClose={close}
      footer={
        looked === null ? (
          <Button onPress={close}>{allDone ? 'Close' : 'Cancel'}</Button>
        ) : (
          <>
            <Button onPress={() => leave(looked.id)}>Leave out</Button>
            <Button
              kind="primary"
              disabled={looked.stage.kind === 'review' && looked.stage.inspection.columns.length === 0}
              onPress={() => void add(looked.id)}
            >
              Add as table
            </Button>
          </>
        )
      }
    >
      {looked?.stage.kind === 'review' && <ImportPreview id={looked.id} stage={looked.stage} />}
      {(files.length > 1 || looked === null) && <Progresses files={files} />}
    </Dialog>
  );
}

function Progresses({ files }: { files: readonly AddedFile[] }): ReactElement {
  return (
    <ul className={styles.files} aria-live="polite">
      {files.map((file) => (
        <li key={file.id} className={styles.file} data-stage={file.stage.kind}>
          <span className={styles.name} title={file.name}>
            {file.name}
          </span>
          <span className={styles.stage}>{stageText(file)}</span>
          {!isDone(file) && file.stage.kind !== 'review' && (
            <Progress
              value={file.stage.kind === 'sending' ? file.stage.share : null}
              label={`${stageText(file)}: ${file.name}`}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

/** Shows the last table in the tree, and its first rows where the file is one table. */
function showAdded(files: readonly AddedFile[]): void {
  const added = files.flatMap(({ stage }) => (stage.kind === 'added' ? [stage] : []));
  const stage = added.toSorted((one, other) => other.at - one.at)[0];
  if (stage === undefined) return;
  const [table, ...others] = stage.tables;
  const only = others.length === 0 ? (table ?? null) : null;
  useReveal.getState().reveal({ source: stage.source, table: only });
  const rows = useApp.getState().settings?.pageRows ?? PREVIEW_ROWS;
  if (only !== null) openText(`SELECT * FROM ${only} LIMIT ${rows}`, only, true);
}
