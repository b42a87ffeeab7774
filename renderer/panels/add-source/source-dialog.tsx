import type { ReactElement, ReactNode } from 'react';
import type { SourceDraft, SourceKind } from '../../../main/contract/api/sources.ts';
import { call } from '../../rpc/call.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useDialogs } from '../../workspace/dialogs-store.ts';
import styles from './add-source.module.css';
import { SourceForm } from './source-form.tsx';
import { StepsList } from './steps-list.tsx';
import { useProbe } from './use-probe.ts';
import type { SourceFormState } from './use-source-form.ts';

interface SourceDialogProps {
  readonly title: string;
  readonly form: SourceFormState;
  readonly kind: SourceKind | null;
  /** The source that is edited; null for a new one. */
  readonly edited: string | null;
  readonly hasKept: boolean;
  /** What stands above the form. */
  readonly children?: ReactNode;
  readonly saveLabel: string;
  readonly onSave: (draft: SourceDraft) => Promise<void>;
}

/** The form of a source with its test: for a new one and for one that is edited. */
export function SourceDialog(props: SourceDialogProps): ReactElement {
  const { title, form, kind, edited, hasKept, children, saveLabel, onSave } = props;
  const close = useDialogs((dialogs) => dialogs.close);
  const probing = useProbe();
  const { values, errors, failure, busy, send, attach, change, focus } = form;
  // While the place of passwords is chosen this waits beneath, with all that was typed.
  const covered = useDialogs(({ open }) => open?.kind === 'vault');
  const running = probing.view?.state === 'running';
  const test = (draft: SourceDraft): Promise<void> => {
    probing.begin(() => call('sources', 'probeDraft', { draft, name: edited }));
    return Promise.resolve();
  };
  return (
    <Dialog
      title={title}
      size="large"
      open={!covered}
      onClose={close}
      footer={
        <>
          <div className={styles.start}>
            {running ? (
              <Button onPress={probing.cancel}>Cancel test</Button>
            ) : (
              <Button disabled={values === null} onPress={() => void send(test)}>
                Test connection
              </Button>
            )}
          </div>
          <Button onPress={close}>Cancel</Button>
          <Button kind="primary" busy={busy} disabled={values === null} onPress={() => void send(onSave)}>
            {saveLabel}
          </Button>
        </>
      }
    >
      <div ref={attach} className={styles.body}>
        {children}
        {values !== null && kind !== null && (
          <SourceForm kind={kind} values={values} errors={errors} change={change} hasKept={hasKept} />
        )}
        {failure !== null && (
          <Banner level="error">
            {failure.message} {failure.hint}
          </Banner>
        )}
        {probing.view !== null && values !== null && kind !== null && (
          <StepsList
            kind={{
              isNetwork: kind.isNetwork,
              tunnel: values.tunnel !== null,
              tls: values.fields['sslmode'] !== 'disable',
            }}
            view={probing.view}
            fields={kind.fields.map(({ name }) => name)}
            onMend={(field) => {
              if (field === 'secret' && values.secret.mode !== 'value')
                change({ secret: { ...values.secret, mode: 'value' } });
              focus(field);
            }}
          />
        )}
      </div>
    </Dialog>
  );
}
