import { type ReactElement, useEffect } from 'react';
import type { WindowSource } from '../../../main/contract/api/sources.ts';
import { call } from '../../rpc/call.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useDialogs } from '../../workspace/dialogs-store.ts';
import { useSource } from '../../workspace/sources-store.ts';
import { StepsList } from './steps-list.tsx';
import { useKinds } from './use-kinds.ts';
import { useProbe } from './use-probe.ts';

/** Tests a registered source at once and shows its steps. */
export function TestDialog({ source: name }: { source: string }): ReactElement | null {
  const source = useSource(name);
  return source === null ? null : <Testing source={source} />;
}

function Testing({ source }: { source: WindowSource }): ReactElement {
  const { name } = source;
  const { show, close } = useDialogs();
  const { view, begin, cancel } = useProbe();
  const { kinds } = useKinds();
  const kind = kinds?.find((one) => one.kind === source.kind);
  useEffect(() => begin(() => call('sources', 'probe', { name })), [begin, name]);
  const running = view?.state === 'running';
  return (
    <Dialog
      title={`Connection of ${name}`}
      open
      onClose={close}
      footer={
        <>
          {running ? (
            <Button onPress={cancel}>Cancel test</Button>
          ) : (
            <Button onPress={() => begin(() => call('sources', 'probe', { name }))}>Test again</Button>
          )}
          <Button kind="primary" onPress={close}>
            Close
          </Button>
        </>
      }
    >
      {view !== null && (
        <StepsList
          kind={{
            isNetwork: kind?.isNetwork ?? false,
            tunnel: source.tunnel !== null,
            tls: source.config['sslmode'] !== 'disable',
          }}
          view={view}
          fields={kind?.fields.map((field) => field.name) ?? []}
          onMend={(field) => show({ kind: 'edit-source', source: name, field })}
        />
      )}
    </Dialog>
  );
}
