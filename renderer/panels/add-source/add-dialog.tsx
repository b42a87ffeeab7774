import { type ReactElement, useId } from 'react';
import type { SourceDraft, SourceKind } from '../../../main/contract/api/sources.ts';
import { call } from '../../rpc/call.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { FileButton } from '../../ui/file-button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useApp } from '../../workspace/app-store.ts';
import { useDialogs } from '../../workspace/dialogs-store.ts';
import { useReveal } from '../../workspace/reveal-store.ts';
import { useSources } from '../../workspace/sources-store.ts';
import { vaultWords } from '../../workspace/vault-words.ts';
import styles from './add-source.module.css';
import { emptyForm, type FormValues } from './form-values.ts';
import { SourceDialog } from './source-dialog.tsx';
import { useKinds } from './use-kinds.ts';
import { type ReadAddress, usePastedAddress } from './use-pasted-address.ts';
import { type SourceFormState, useSourceForm } from './use-source-form.ts';

/** Files that can be read in more than one way. */
const TEXT_FILE = /\.(?:csv|tsv|txt)(?:\.gz)?$/i;

const NO_SOURCES: readonly { readonly name: string }[] = [];

/** Adds a source: by a URL or path, by the form of a kind, or by files, all side by side. */
export function AddDialog({ text }: { text: string }): ReactElement {
  const { kinds, error, load } = useKinds();
  const taken = useSources(({ sources }) => sources ?? NO_SOURCES).map(({ name }) => name);
  const kindOf = (kind: string): SourceKind | null => kinds?.find((one) => one.kind === kind) ?? null;
  const form = useSourceForm(null, kindOf, taken);
  const kind = form.values === null ? null : kindOf(form.values.kind);
  const save = async (draft: SourceDraft): Promise<void> => {
    const { source } = await call('sources', 'add', { draft });
    await useSources.getState().load();
    useReveal.getState().reveal({ source: source.name, table: null });
    useDialogs.getState().close();
  };
  return (
    <SourceDialog
      title="Add source"
      form={form}
      kind={kind}
      edited={null}
      hasKept={false}
      saveLabel="Add source"
      onSave={save}
    >
      {error === null ? (
        <Ways start={text} kinds={kinds ?? []} form={form} taken={taken} />
      ) : (
        <ErrorState
          title="The kinds of source could not be listed"
          message={error.message}
          hint={error.hint}
          onRetry={() => void load()}
        />
      )}
    </SourceDialog>
  );
}

interface WaysProps {
  readonly start: string;
  readonly kinds: readonly SourceKind[];
  readonly form: SourceFormState;
  readonly taken: readonly string[];
}

/** The three ways in: paste, choose a kind, files. */
function Ways({ start, kinds, form, taken }: WaysProps): ReactElement {
  const { values, replace } = form;
  const name = useId();
  const read = ({ parsed, secret }: ReadAddress): void => {
    const kind = kinds.find((one) => one.kind === parsed.kind);
    if (kind !== undefined) replace(formFromAddress(kind, { parsed, secret }, values, taken));
  };
  return (
    <div className={styles.ways}>
      <PasteWay start={start} kinds={kinds} onRead={read} />
      <fieldset className={styles.kinds}>
        <legend>Choose a kind</legend>
        {kinds.map((kind) => (
          <label key={kind.kind} className={styles.kind}>
            <input
              type="radio"
              name={name}
              checked={values?.kind === kind.kind}
              onChange={() => replace({ ...emptyForm(kind), name: values?.name ?? '' })}
            />
            {kind.label}
          </label>
        ))}
      </fieldset>
      <div className={styles.drop}>
        <span className={styles.legend}>Drop files on the window</span>
        <FileButton onFiles={(files) => useDialogs.getState().show({ kind: 'add-files', files })}>
          Choose files
        </FileButton>
        <span className={styles.note}>CSV, Parquet, JSON, SQLite, DuckDB</span>
      </div>
    </div>
  );
}

/** What was pasted, in the form; colour and labels that were chosen already stay. */
function formFromAddress(
  kind: SourceKind,
  { parsed, secret }: ReadAddress,
  before: FormValues | null,
  taken: readonly string[],
): FormValues {
  const form = emptyForm(kind, freeName(parsed.name, taken), parsed.config);
  const kept = before?.kind === kind.kind ? before.secret : form.secret;
  return {
    ...form,
    ...(before === null ? {} : { hue: before.hue, monogram: before.monogram, production: before.production }),
    secret: secret === null ? kept : { mode: 'value', value: secret, reference: '' },
  };
}

function freeName(name: string, taken: readonly string[]): string {
  const used = new Set(taken.map((one) => one.toLowerCase()));
  let free = name;
  for (let number = 2; used.has(free.toLowerCase()); number += 1) free = `${name}_${number}`;
  return free;
}

interface PasteWayProps {
  readonly start: string;
  readonly kinds: readonly SourceKind[];
  readonly onRead: (read: ReadAddress) => void;
}

function PasteWay({ start, kinds, onRead }: PasteWayProps): ReactElement {
  const { text, setText, error, tookSecret, parsed } = usePastedAddress(start, onRead);
  const vault = useApp(({ app }) => app?.vault ?? null);
  const problem = error === null ? null : [error.message, error.hint ?? ''].join(' ').trim();
  const path = parsed?.config['path'];
  const textFile = typeof path === 'string' && TEXT_FILE.test(path) && problem === null ? path : null;
  const label = kinds.find(({ kind }) => kind === parsed?.kind)?.label ?? null;
  return (
    <div className={styles.paste}>
      <TextField
        label="Paste a URL or path"
        mono
        placeholder="postgres://user@host:5432/database, data/sales.parquet"
        value={text}
        error={problem}
        onChange={setText}
      />
      <p role="status" className={styles.understood}>
        {label !== null && problem === null && `Understood as ${label}. `}
        {tookSecret &&
          `The password was taken out of the text. ${vault === null ? '' : vaultWords(vault)}`.trim()}
      </p>
      {textFile !== null && (
        <Button onPress={() => useDialogs.getState().show({ kind: 'add-path', path: textFile })}>
          Look how it is read
        </Button>
      )}
    </div>
  );
}
