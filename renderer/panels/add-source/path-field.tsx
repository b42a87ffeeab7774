import { FolderOpen } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './add-source.module.css';
import { PathDialog } from './path-dialog.tsx';

interface PathFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (path: string) => void;
  readonly help?: string;
  readonly error?: string | null;
  readonly required?: boolean;
}

/** A path on the host's machine, typed or chosen. */
export function PathField({ label, value, onChange, help, error, required }: PathFieldProps): ReactElement {
  const [browsing, setBrowsing] = useState(false);
  return (
    <div className={styles.withButton}>
      <TextField
        label={label}
        mono
        value={value}
        onChange={onChange}
        help={help}
        error={error}
        required={required ?? false}
      />
      <IconButton icon={FolderOpen} label={`Browse for ${label}`} onPress={() => setBrowsing(true)} />
      {browsing && (
        <PathDialog
          title={label}
          onClose={() => setBrowsing(false)}
          onChoose={(path) => {
            onChange(path);
            setBrowsing(false);
          }}
        />
      )}
    </div>
  );
}
