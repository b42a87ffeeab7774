import { type ReactElement, useState } from 'react';
import type { Settings } from '../../../main/contract/api/app.ts';
import { call } from '../../rpc/call.ts';
import { errorReportOf } from '../../rpc/rpc-error.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { CheckField } from '../../ui/check-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { countText } from '../../ui/figures.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { useApp } from '../../workspace/app-store.ts';
import { useDialogs } from '../../workspace/dialogs-store.ts';
import { vaultWords } from '../../workspace/vault-words.ts';
import { LOCALES } from './locales.ts';
import { NumberSetting } from './number-setting.tsx';
import styles from './settings.module.css';

const THEMES = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

/** What the user sets for every workspace. A change counts at once. */
export function SettingsDialog({ open, onClose }: { open: boolean; onClose: () => void }): ReactElement {
  const settings = useApp((store) => store.settings);
  const [problem, setProblem] = useState<string | null>(null);
  const set = (change: Partial<Settings>): void => {
    call('settings', 'set', change)
      .then((now) => {
        useApp.getState().setSettings(now);
        setProblem(null);
      })
      .catch((error: unknown) => setProblem(errorReportOf(error).message));
  };
  return (
    <Dialog title="Settings" open={open} onClose={onClose} footer={<Button onPress={onClose}>Done</Button>}>
      {problem !== null && <Banner level="error">{problem}</Banner>}
      {settings !== null && (
        <div className={styles.form}>
          <Appearance settings={settings} set={set} />
          <EditorSection settings={settings} set={set} />
          <Passwords onClose={onClose} />
        </div>
      )}
    </Dialog>
  );
}

interface SectionProps {
  readonly settings: Settings;
  readonly set: (change: Partial<Settings>) => void;
}

function Appearance({ settings, set }: SectionProps): ReactElement {
  const example = countText(48_467_601, settings.locale ?? undefined);
  return (
    <section className={styles.section}>
      <h3>Appearance</h3>
      <div className={styles.pair}>
        <SelectField
          label="Theme"
          value={settings.theme}
          options={THEMES}
          onChange={(theme) => set({ theme })}
        />
        <SelectField
          label="Figures and dates"
          value={settings.locale ?? ''}
          options={LOCALES}
          help={`Such as ${example}`}
          onChange={(locale) => set({ locale: locale === '' ? null : locale })}
        />
      </div>
    </section>
  );
}

function EditorSection({ settings, set }: SectionProps): ReactElement {
  return (
    <section className={styles.section}>
      <h3>Editor and results</h3>
      <div className={styles.pair}>
        <NumberSetting
          label="Font size of the editor"
          value={settings.editorFontSize}
          least={9}
          most={32}
          unit="px"
          onChange={(editorFontSize) => set({ editorFontSize })}
        />
        <NumberSetting
          label="Rows of a preview"
          value={settings.pageRows}
          least={100}
          most={100_000}
          unit="rows"
          onChange={(pageRows) => set({ pageRows })}
        />
      </div>
      <CheckField
        label="Tab leaves the editor"
        help="Otherwise Tab indents, and Ctrl+M lets it leave once."
        checked={settings.tabMovesFocus}
        onChange={(tabMovesFocus) => set({ tabMovesFocus })}
      />
    </section>
  );
}

function Passwords({ onClose }: { onClose: () => void }): ReactElement | null {
  const vault = useApp((store) => store.app?.vault ?? null);
  if (vault === null) return null;
  return (
    <section className={styles.section}>
      <h3>Passwords</h3>
      <div className={styles.row}>
        <p>{vaultWords(vault)}</p>
        <Button
          onPress={() => {
            onClose();
            useDialogs.getState().show({ kind: 'vault' });
          }}
        >
          {vault.locked ? 'Unlock' : 'Change'}
        </Button>
      </div>
      {vault.keychainProblem !== null && (
        <p className={styles.quiet}>The keychain of this system can't be used: {vault.keychainProblem}</p>
      )}
    </section>
  );
}
