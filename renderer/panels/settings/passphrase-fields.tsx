import type { ReactElement } from 'react';
import { TextField } from '../../ui/text-field.tsx';

export interface PassphraseFieldsProps {
  readonly passphrase: string;
  readonly setPassphrase: (text: string) => void;
  readonly again: string;
  readonly setAgain: (text: string) => void;
  /** Then it is typed twice. */
  readonly isNewFile: boolean;
  readonly problem: string | null;
}

/** The passphrase of the encrypted file. */
export function PassphraseFields(props: PassphraseFieldsProps): ReactElement {
  const { passphrase, setPassphrase, again, setAgain, isNewFile, problem } = props;
  const differs = again !== '' && again !== passphrase;
  return (
    <>
      <TextField
        label="Passphrase"
        type="password"
        value={passphrase}
        onChange={setPassphrase}
        error={problem}
      />
      {isNewFile && (
        <TextField
          label="Passphrase again"
          type="password"
          value={again}
          onChange={setAgain}
          error={differs ? 'This is another text than above.' : null}
        />
      )}
    </>
  );
}
