import { KeyRound } from 'lucide-react';
import type { ReactElement } from 'react';
import type { RunState } from '../../main/contract/api/queries.ts';
import { stripFigures } from '../panels/results/strip/strip-parts.ts';
import { bytesText, countText, msText, percentText } from '../ui/figures.ts';
import { Icon } from '../ui/icon.tsx';
import { useApp } from '../workspace/app-store.ts';
import { useDialogs } from '../workspace/dialogs-store.ts';
import { isLive, useRun } from '../workspace/runs-store.ts';
import { useActiveTab } from '../workspace/tabs-store.ts';
import { vaultNeedsAttention } from '../workspace/vault-words.ts';
import styles from './status-bar.module.css';

/** The line at the foot: workspace, engine, and the figures of the run whose result is shown. */
export function StatusBar(): ReactElement {
  const app = useApp((store) => store.app);
  const connected = useApp((store) => store.connected);
  const locale = useApp((store) => store.settings?.locale ?? undefined);
  const run = useRun(useActiveTab()?.shown ?? null);
  const vault = app?.vault ?? null;
  const workspace = app?.workspace ?? null;
  return (
    <footer className={styles.bar} aria-label="Status" data-region="status" tabIndex={-1}>
      <span className={styles.workspace} title={workspace?.dir}>
        {workspace?.name ?? 'No workspace'}
      </span>
      <span className={styles.state}>
        <span className={connected ? styles.dot : `${styles.dot} ${styles.lost}`} aria-hidden="true" />
        {connected ? 'Engine ready' : 'Engine not reached'}
      </span>
      {vault !== null && vaultNeedsAttention(vault) && (
        <button
          type="button"
          className={styles.warning}
          onClick={() => useDialogs.getState().show({ kind: 'vault' })}
        >
          <Icon shape={KeyRound} size={14} />
          {vault.locked ? 'Passwords locked' : 'Passwords in memory only'}
        </button>
      )}
      <span className={styles.gap} />
      {run !== null && runFigures(run, locale).map((text) => <span key={text}>{text}</span>)}
    </footer>
  );
}

function runFigures(run: RunState, locale: string | undefined): readonly string[] {
  const rows = `${countText(run.rows, locale)} ${run.rows === 1 ? 'row' : 'rows'}`;
  if (isLive(run)) return [run.state === 'running' ? `Running, ${rows}` : 'Planning'];
  if (run.state === 'failed') return ['Failed', msText(run.ms, locale)];
  const moved = movedText(run, locale);
  return [
    run.state === 'cancelled' ? `Cancelled, ${rows}` : rows,
    ...(moved === null ? [] : [moved]),
    ...(run.ms === null ? [] : [msText(run.ms, locale)]),
  ];
}

/** The share of the tables' bytes that was moved; the bytes themselves where the size of a table is not known. */
function movedText({ report }: RunState, locale: string | undefined): string | null {
  if (report === null) return null;
  const share = stripFigures(report)?.moved ?? null;
  const bytes = report.totals.bytesMoved;
  if (share !== null) return `${percentText(share, locale)} moved`;
  return bytes === null ? null : `${bytesText(bytes, locale)} moved`;
}
