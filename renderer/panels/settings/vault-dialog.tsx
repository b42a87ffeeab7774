import type { ReactElement } from 'react';
import { useApp } from '../../workspace/app-store.ts';
import { useDialogs } from '../../workspace/dialogs-store.ts';
import { VaultForm } from './vault-form.tsx';

/** Asks what keeps passwords, or for the passphrase of the file that does; shown when something asks for it. */
export function VaultDialog(): ReactElement | null {
  const asked = useDialogs(({ open }) => open?.kind === 'vault');
  const close = useDialogs((store) => store.close);
  const vault = useApp((store) => store.app?.vault ?? null);
  if (!asked || vault === null) return null;
  return <VaultForm vault={vault} onClose={close} />;
}
