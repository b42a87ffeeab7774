import { Eye, EyeOff } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useApp } from '../../workspace/app-store.ts';
import { useDialogs } from '../../workspace/dialogs-store.ts';
import { vaultNeedsAttention, vaultWords } from '../../workspace/vault-words.ts';
import styles from './add-source.module.css';
import type { FormPart } from './form-part.ts';
import type { SecretValues } from './form-values.ts';

const MODES: readonly { readonly value: SecretValues['mode']; readonly label: string }[] = [
  { value: 'keep', label: 'The one that is kept' },
  { value: 'value', label: 'Typed here' },
  { value: 'reference', label: 'From a variable or file' },
  { value: 'none', label: 'None' },
];

interface SecretPartProps extends FormPart {
  /** A password is kept for this source already. */
  readonly hasKept: boolean;
}

/** Where the password comes from, and where it will be kept. */
export function SecretPart({ values, errors, change, hasKept }: SecretPartProps): ReactElement {
  const { secret } = values;
  const set = (changed: Partial<SecretValues>): void => change({ secret: { ...secret, ...changed } });
  return (
    <div className={styles.pair} data-field={secret.mode === 'reference' ? 'reference' : 'secret'}>
      <SelectField
        label="Password"
        value={secret.mode}
        options={MODES.filter(({ value }) => value !== 'keep' || hasKept)}
        onChange={(mode) => set({ mode })}
      />
      {secret.mode === 'value' && <TypedPassword value={secret.value} onChange={(value) => set({ value })} />}
      {secret.mode === 'reference' && (
        <TextField
          label="Where it is kept"
          mono
          placeholder="env:NAME or file:PATH"
          value={secret.reference}
          error={errors['reference']}
          help="Read each time it is needed; the password itself never stands in the workspace."
          onChange={(reference) => set({ reference })}
        />
      )}
    </div>
  );
}

function TypedPassword({
  value,
  onChange,
}: {
  value: string;
  onChange: (value: string) => void;
}): ReactElement {
  const [shown, setShown] = useState(false);
  const vault = useApp(({ app }) => app?.vault ?? null);
  return (
    <div className={styles.column} data-field="secret">
      <div className={styles.withButton}>
        <TextField
          label="Password to keep"
          type={shown ? 'text' : 'password'}
          autoComplete="new-password"
          value={value}
          onChange={onChange}
          {...(vault === null ? {} : { help: vaultWords(vault) })}
        />
        <IconButton
          icon={shown ? EyeOff : Eye}
          label="Show what is typed"
          pressed={shown}
          onPress={() => setShown(!shown)}
        />
      </div>
      {vault !== null && vaultNeedsAttention(vault) && (
        <p className={styles.warning}>
          {vault.locked
            ? 'Unlock the encrypted file to keep it there.'
            : 'There is no keychain on this system.'}{' '}
          <Button onPress={() => useDialogs.getState().show({ kind: 'vault' })}>
            {vault.locked ? 'Unlock' : 'Choose where passwords are kept'}
          </Button>
        </p>
      )}
    </div>
  );
}
