import { type ReactElement, useEffect } from 'react';
import type { SourceDraft, SourceKind, WindowSource } from '../../../main/contract/api/sources.ts';
import { call } from '../../rpc/call.ts';
import { useDialogs } from '../../workspace/dialogs-store.ts';
import { useReveal } from '../../workspace/reveal-store.ts';
import { useSource, useSources } from '../../workspace/sources-store.ts';
import { formOf, type FormValues } from './form-values.ts';
import { SourceDialog } from './source-dialog.tsx';
import { useKinds } from './use-kinds.ts';
import { useSourceForm } from './use-source-form.ts';

interface EditDialogProps {
  readonly source: string;
  /** Where the focus goes. */
  readonly field: string | null;
}

/** Edits a registered source, once its kind is known. */
export function EditDialog({ source: name, field }: EditDialogProps): ReactElement | null {
  const source = useSource(name);
  const { kinds } = useKinds();
  const kind = kinds?.find((one) => one.kind === source?.kind);
  if (source === null || kind === undefined) return null;
  return <Editing source={source} kind={kind} field={field} />;
}

interface EditingProps {
  readonly source: WindowSource;
  readonly kind: SourceKind;
  readonly field: string | null;
}

function Editing({ source, kind, field }: EditingProps): ReactElement {
  const { name } = source;
  const sources = useSources((store) => store.sources);
  const others = (sources ?? []).map((one) => one.name).filter((one) => one !== name);
  const form = useSourceForm(formFor(source, kind, field), () => kind, others);
  const { focus } = form;
  useEffect(() => {
    if (field !== null) focus(field);
  }, [field, focus]);
  const save = async (draft: SourceDraft): Promise<void> => {
    // A password that was not typed after all takes none away.
    const isUntyped = draft.secret.kind === 'none' && form.values?.secret.mode === 'value';
    const secret = isUntyped && source.secret !== null ? { kind: 'keep' as const } : draft.secret;
    const changed = await call('sources', 'edit', { name, draft: { ...draft, secret } });
    await useSources.getState().load();
    useReveal.getState().reveal({ source: changed.source.name, table: null });
    useDialogs.getState().close();
  };
  return (
    <SourceDialog
      title={`Edit ${name}`}
      form={form}
      kind={kind}
      edited={name}
      hasKept={source.secret !== null}
      saveLabel="Save"
      onSave={save}
    />
  );
}

/** Whoever comes for the password of the source shall type it. */
function formFor(source: WindowSource, kind: SourceKind, field: string | null): FormValues {
  const form = formOf(source, kind);
  if (field !== 'secret' || form.secret.mode !== 'keep') return form;
  return { ...form, secret: { ...form.secret, mode: 'value' } };
}
