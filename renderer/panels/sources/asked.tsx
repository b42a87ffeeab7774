import { type ReactElement, useState } from 'react';
import type { WindowSource } from '../../../main/contract/api/sources.ts';
import { call } from '../../rpc/call.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { HuePicker } from '../../ui/hue-picker.tsx';
import { Monogram } from '../../ui/monogram.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useSource } from '../../workspace/sources-store.ts';
import { DriftDialog } from './drift-dialog.tsx';
import { change } from './source-actions.ts';
import styles from './sources-panel.module.css';
import { useTree } from './tree-store.ts';

/** The question or report about a source that is open. */
export function Asked(): ReactElement | null {
  const asking = useTree((tree) => tree.asking);
  const source = useSource(asking === null || asking.kind === 'drift' ? '' : asking.source);
  const close = (): void => useTree.getState().ask(null);
  if (asking?.kind === 'drift') return <DriftDialog report={asking.report} onClose={close} />;
  if (asking === null || source === null) return null;
  return asking.kind === 'remove' ? (
    <RemoveDialog source={source} onClose={close} />
  ) : (
    <MarkDialog source={source} onClose={close} />
  );
}

interface SourceDialogProps {
  readonly source: WindowSource;
  readonly onClose: () => void;
}

function RemoveDialog({ source, onClose }: SourceDialogProps): ReactElement {
  const { name } = source;
  return (
    <Dialog
      title={`Remove ${name}?`}
      size="small"
      open
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Keep</Button>
          <Button
            kind="danger"
            onPress={() => {
              onClose();
              void change(name, () => call('sources', 'remove', { name }));
            }}
          >
            Remove source
          </Button>
        </>
      }
    >
      <p>
        Its entry in atoll.yaml and its kept password go. The data at {source.where} stays as it is. Queries
        that use {name} will not run any more.
      </p>
    </Dialog>
  );
}

function MarkDialog({ source, onClose }: SourceDialogProps): ReactElement {
  const { name } = source;
  const [hue, setHue] = useState(source.hue);
  const [monogram, setMonogram] = useState(source.monogram);
  const letters = monogram.trim();
  const wrong = [...letters].length < 1 || [...letters].length > 2;
  return (
    <Dialog
      title={`Colour and monogram of ${name}`}
      size="small"
      open
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            kind="primary"
            disabled={wrong}
            onPress={() => {
              onClose();
              void change(name, () => call('sources', 'mark', { name, hue, monogram: letters }));
            }}
          >
            Save
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <Monogram hue={hue} letters={letters} size="large" />
        <HuePicker label="Colour" hue={hue} letters={letters} onChange={setHue} />
        <TextField
          label="Monogram"
          value={monogram}
          onChange={setMonogram}
          error={wrong ? 'One or two letters.' : null}
          help="It stands beside the colour wherever this source is meant."
        />
      </div>
    </Dialog>
  );
}
