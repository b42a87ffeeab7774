import type { ReactElement } from 'react';
import { Dialog } from '../ui/dialog.tsx';
import { Keys } from '../ui/keys.tsx';
import styles from './help-dialog.module.css';
import { keysText } from './keys/key-combination.ts';
import { type Binding, KEYMAP, keysOf } from './keys/keymap.ts';

export interface HelpDialogProps {
  readonly shell: 'browser' | 'desktop';
  readonly isMac: boolean;
  readonly onClose: () => void;
}

/** Every command with its keys. */
export function HelpDialog({ shell, isMac, onClose }: HelpDialogProps): ReactElement {
  const withKeys = KEYMAP.filter((binding) => keysOf(binding, shell).length > 0);
  const groups = [...new Set(withKeys.map(({ group }) => group))];
  return (
    <Dialog title="Keys and help" open size="large" onClose={onClose}>
      <p className={styles.note}>
        F6 goes from panel to panel, Tab through one. The lines between panels take the focus too: arrows move
        them. In the editor, Ctrl+M lets Tab leave the text. Everything else is in search and commands.
      </p>
      <div className={styles.groups}>
        {groups.map((group) => (
          <section key={group} className={styles.group}>
            <h3>{group}</h3>
            <ul>
              {withKeys
                .filter((binding) => binding.group === group)
                .map((binding) => (
                  <HelpRow
                    key={binding.command}
                    binding={binding}
                    keys={keysOf(binding, shell).map((keys) => keysText(keys, isMac))}
                  />
                ))}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function HelpRow({ binding, keys }: { binding: Binding; keys: readonly string[] }): ReactElement {
  return (
    <li className={styles.row}>
      <span>
        {binding.title}
        {binding.context !== 'window' && <span className={styles.where}> in {binding.context}</span>}
      </span>
      <span className={styles.keys}>
        {keys.map((one) => (
          <Keys key={one} keys={one} />
        ))}
      </span>
    </li>
  );
}
