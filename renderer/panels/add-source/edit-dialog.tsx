import { type ReactElement, useEffect } from 'react';
import type { SourceDraft, SourceKind, WindowSource } from '../../../main/contract/api/sources.ts';
import { call } from '../../rpc/call.ts';
import { useDialogs } from '../../workspace/dialogs-store.ts';
import { useReveal } from '../../workspace/reveal-store.ts';
import { useSource, useSources } from '../../workspace/sources-store.ts';
import { formOf } from './form-values.ts';
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
  const form = useSourceForm(formOf(source, kind), () => kind, others);
  const { focus } = form;
  useEffect(() => {
    if (field !== null) focus(field);
  }, [field, focus]);
  const save = async (draft: SourceDraft): Promise<void> => {
    const changed = await call('sources', 'edit', { name, draft });
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
