import { type ReactElement, useState } from 'react';
import type { VaultState } from '../../../main/contract/api/app.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { useApp } from '../../workspace/app-store.ts';
import { useDialogs } from '../../workspace/dialogs-store.ts';
import { vaultNeedsAttention } from '../../workspace/vault-words.ts';

/** Says that passwords are not kept in a keychain. Once read it goes; the status line goes on saying so. */
export function VaultBanner(): ReactElement | null {
  const vault = useApp((store) => store.app?.vault ?? null);
  const [read, setRead] = useState<string | null>(null);
  if (vault === null || !vaultNeedsAttention(vault)) return null;
  const state = `${vault.store} ${vault.locked}`;
  if (state === read) return null;
  return (
    <Banner
      level="warning"
      actions={
        <>
          <Button onPress={() => useDialogs.getState().show({ kind: 'vault' })}>
            {vault.locked ? 'Unlock' : 'Choose what keeps passwords'}
          </Button>
          <Button kind="quiet" onPress={() => setRead(state)}>
            Hide
          </Button>
        </>
      }
    >
      {bannerText(vault)}
    </Banner>
  );
}

function bannerText({ locked }: VaultState): string {
  return locked
    ? 'The file with your passwords is locked. Sources that need one can be reached once it is open.'
    : "The keychain of this system can't be used. Passwords are kept in memory only and asked for again next time.";
}
