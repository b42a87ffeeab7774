import { type ReactElement, type ReactNode, useId, useState } from 'react';
import type { VaultState } from '../../../main/contract/api/app.ts';
import { call } from '../../rpc/call.ts';
import { errorReportOf } from '../../rpc/rpc-error.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useApp } from '../../workspace/app-store.ts';
import { PassphraseFields } from './passphrase-fields.tsx';
import styles from './settings.module.css';

type Store = VaultState['store'];

interface VaultFormProps {
  readonly vault: VaultState;
  readonly onClose: () => void;
}

/** The choice of what keeps passwords. A password itself is never shown, nor the passphrase kept in the page. */
export function VaultForm({ vault, onClose }: VaultFormProps): ReactElement {
  const [store, setStore] = useState<Store>(firstChoice(vault));
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const id = useId();
  const isNewFile = store === 'file' && !vault.hasFile;
  const ready = store !== 'file' || (passphrase !== '' && (!isNewFile || again === passphrase));

  const choose = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      useApp.getState().setVault(await call('vault', 'choose', wishOf(store, passphrase)));
      onClose();
    } catch (error) {
      setProblem(errorReportOf(error).message);
      setBusy(false);
    }
  };

  return (
    <Dialog
      title={vault.locked ? 'Unlock passwords' : 'What keeps passwords'}
      open
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Not now</Button>
          <Button kind="primary" submit form={id} busy={busy} disabled={!ready}>
            {store === 'file' && vault.hasFile ? 'Unlock' : 'Use this'}
          </Button>
        </>
      }
    >
      <form
        id={id}
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !busy) void choose();
        }}
      >
        <Choices vault={vault} store={store} setStore={setStore}>
          <PassphraseFields {...{ passphrase, setPassphrase, again, setAgain, isNewFile, problem }} />
        </Choices>
        {problem !== null && store !== 'file' && (
          <p className={styles.problem} role="alert">
            {problem}
          </p>
        )}
      </form>
    </Dialog>
  );
}

interface ChoicesProps {
  readonly vault: VaultState;
  readonly store: Store;
  readonly setStore: (store: Store) => void;
  /** What the encrypted file asks for. */
  readonly children: ReactNode;
}

function Choices({ vault, store, setStore, children }: ChoicesProps): ReactElement {
  const { keychainProblem } = vault;
  return (
    <fieldset className={styles.choices}>
      <Choice
        value="keychain"
        {...{ store, setStore }}
        label="Keychain of this system"
        help={
          keychainProblem === null
            ? 'The safest place: it opens with your session.'
            : `Can't be used now: ${keychainProblem}`
        }
      />
      <Choice
        value="file"
        {...{ store, setStore }}
        label="Encrypted file"
        help="Opened with a passphrase each time Atoll starts; nobody can read it without."
      >
        {children}
      </Choice>
      <Choice
        value="memory"
        {...{ store, setStore }}
        label="Memory only"
        help="Nothing is written. Passwords are asked for again when Atoll starts next."
      />
    </fieldset>
  );
}

function firstChoice({ locked, keychainProblem, store }: VaultState): Store {
  if (locked) return 'file';
  return keychainProblem !== null && store === 'keychain' ? 'file' : store;
}

function wishOf(store: Store, passphrase: string): Parameters<typeof call<'vault', 'choose'>>[2] {
  return store === 'file' ? { store, passphrase } : { store };
}

interface ChoiceProps {
  readonly value: Store;
  readonly store: Store;
  readonly setStore: (store: Store) => void;
  readonly label: string;
  readonly help: string;
  readonly children?: ReactNode;
}

function Choice({ value, store, setStore, label, help, children }: ChoiceProps): ReactElement {
  const id = `vault-${value}`;
  return (
    <div className={styles.choice}>
      <input
        id={id}
        type="radio"
        name="vault"
        checked={store === value}
        aria-describedby={`${id}-help`}
        onChange={() => setStore(value)}
      />
      <div>
        <label htmlFor={id}>{label}</label>
        <p id={`${id}-help`} className={styles.quiet}>
          {help}
        </p>
      </div>
      {store === value && children !== undefined && <div className={styles.more}>{children}</div>}
    </div>
  );
}
