import type { ReactElement } from 'react';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { useApp } from '../../workspace/app-store.ts';
import { useDialogs } from '../../workspace/dialogs-store.ts';
import { vaultNeedsAttention } from '../../workspace/vault-words.ts';

/** Says that there is no keychain, or that the encrypted file is locked; nothing where all is well. */
export function VaultNote(): ReactElement | null {
  const vault = useApp(({ app }) => app?.vault ?? null);
  if (vault === null || !vaultNeedsAttention(vault)) return null;
  return (
    <Banner
      level="warning"
      actions={
        <Button onPress={() => useDialogs.getState().show({ kind: 'vault' })}>
          {vault.locked ? 'Unlock' : 'Choose'}
        </Button>
      }
    >
      {vault.locked
        ? 'Passwords are in the encrypted file, which is locked.'
        : 'No keychain here: passwords are kept in memory only.'}
    </Banner>
  );
}
