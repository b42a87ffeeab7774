import { type ReactElement, useEffect, useState } from 'react';
import type { ExportFormat, ExportState } from '../../../main/contract/api/results.ts';
import { EXPORT_FORMATS } from '../../../main/contract/choices.ts';
import type { RunState } from '../../../main/contract/api/queries.ts';
import { call } from '../../rpc/call.ts';
import { errorReportOf } from '../../rpc/rpc-error.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { CheckField } from '../../ui/check-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { followExports, useExport, useExports } from '../../workspace/exports-store.ts';
import { copyText } from '../../workspace/clipboard.ts';
import { EXPORT_NAMES, exportPath, withEnding } from './export-file.ts';
import { ExportProgress } from './export-progress.tsx';
import styles from './results.module.css';
import { rowsText } from './result-words.ts';
import { useResultView } from './views-store.ts';

const FORMATS = EXPORT_FORMATS.map((value) => ({ value, label: EXPORT_NAMES[value] }));
const DELIMITERS = [
  { value: ',', label: 'Comma' },
  { value: ';', label: 'Semicolon' },
  { value: '\t', label: 'Tab' },
  { value: '|', label: 'Bar' },
] as const;

interface Wish {
  readonly format: ExportFormat;
  readonly file: string;
  readonly header: boolean;
  readonly delimiter: string;
}

interface Exporting {
  readonly problem: { readonly message: string; readonly exists: boolean } | null;
  readonly state: ExportState | null;
  readonly begin: (wish: Wish, overwrite: boolean) => Promise<void>;
  readonly clearProblem: () => void;
}

/** Writes the whole result that is shown into a file. */
export function ExportDialog({
  run,
  onClose,
}: {
  readonly run: RunState;
  readonly onClose: () => void;
}): ReactElement {
  const { derived } = useResultView(run.runId);
  const rows = derived?.rows ?? run.rows;
  const [wish, setWish] = useState<Wish>({
    format: 'csv',
    file: exportPath(run.title, 'csv'),
    header: true,
    delimiter: ',',
  });
  const { problem, state, begin, clearProblem } = useExporting(derived?.runId ?? run.runId);
  const change = (changed: Partial<Wish>): void => {
    clearProblem();
    setWish((known) => ({ ...known, ...changed }));
  };
  const started = state !== null && state.state !== 'failed';
  return (
    <Dialog
      title={`Export ${rowsText(rows)}`}
      open
      onClose={onClose}
      footer={
        <ExportButtons
          state={state}
          exists={problem?.exists ?? false}
          onBegin={(overwrite) => void begin(wish, overwrite)}
          onClose={onClose}
        />
      }
    >
      <ExportForm wish={wish} started={started} onChange={change} onSubmit={() => void begin(wish, false)} />
      {problem !== null && (
        <div className={styles.note}>
          <Banner level={problem.exists ? 'warning' : 'error'}>
            {problem.message} {problem.exists && 'Replace it, or choose another name.'}
          </Banner>
        </div>
      )}
      {state !== null && (
        <div className={styles.note}>
          <ExportProgress state={state} />
        </div>
      )}
    </Dialog>
  );
}

interface ExportFormProps {
  readonly wish: Wish;
  /** It is being written: nothing can be changed any more. */
  readonly started: boolean;
  readonly onChange: (change: Partial<Wish>) => void;
  readonly onSubmit: () => void;
}

function ExportForm({ wish, started, onChange, onSubmit }: ExportFormProps): ReactElement {
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <SelectField
        label="Format"
        value={wish.format}
        options={FORMATS}
        disabled={started}
        onChange={(format) => onChange({ format, file: withEnding(wish.file, format) })}
      />
      <TextField
        label="File"
        mono
        value={wish.file}
        disabled={started}
        onChange={(file) => onChange({ file })}
        help="Relative paths begin at the folder of the workspace."
      />
      {wish.format === 'csv' && (
        <>
          <CheckField
            label="First line has the names of the columns"
            checked={wish.header}
            disabled={started}
            onChange={(header) => onChange({ header })}
          />
          <SelectField
            label="Values are separated by"
            value={wish.delimiter}
            options={DELIMITERS}
            disabled={started}
            onChange={(delimiter) => onChange({ delimiter })}
          />
        </>
      )}
      <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
    </form>
  );
}

function useExporting(runId: string): Exporting {
  const [exportId, setExportId] = useState<string | null>(null);
  const [problem, setProblem] = useState<Exporting['problem']>(null);
  const state = useExport(exportId);
  useEffect(followExports, []);
  const begin = async (wish: Wish, overwrite: boolean): Promise<void> => {
    setProblem(null);
    try {
      const begun = await call('exports', 'start', { runId, ...wish, overwrite });
      const known = useExports.getState().exports?.some((one) => one.exportId === begun.exportId);
      if (known !== true) useExports.getState().put(begun);
      setExportId(begun.exportId);
    } catch (error) {
      const { code, message, hint } = errorReportOf(error);
      const exists = code === 'file-exists';
      setProblem({ exists, message: exists || hint === null ? message : `${message} ${hint}` });
    }
  };
  return { problem, state, begin, clearProblem: () => setProblem(null) };
}

interface ExportButtonsProps {
  readonly state: ExportState | null;
  readonly exists: boolean;
  readonly onBegin: (overwrite: boolean) => void;
  readonly onClose: () => void;
}

function ExportButtons({ state, exists, onBegin, onClose }: ExportButtonsProps): ReactElement {
  const cancel = (exportId: string): void =>
    void call('exports', 'cancel', { exportId }).catch(() => undefined);
  if (state?.state === 'running') {
    return (
      <>
        <Button onPress={() => cancel(state.exportId)}>Cancel export</Button>
        <Button kind="primary" onPress={onClose}>
          Go on in the background
        </Button>
      </>
    );
  }
  if (state?.state === 'complete') {
    return (
      <>
        <Button onPress={() => void copyText(state.file, 'Copied the path.')}>Copy path</Button>
        <Button kind="primary" onPress={onClose}>
          Done
        </Button>
      </>
    );
  }
  return (
    <>
      <Button onPress={onClose}>Close</Button>
      <Button kind={exists ? 'danger' : 'primary'} onPress={() => onBegin(exists)}>
        {exists ? 'Replace file' : 'Export'}
      </Button>
    </>
  );
}
