import { ChartColumn, Download, Pin, PinOff, Search } from 'lucide-react';
import type { ReactElement } from 'react';
import type { EditorTab } from '../../../main/contract/api/window.ts';
import type { RunState } from '../../../main/contract/api/queries.ts';
import { agoText, countText, msText } from '../../ui/figures.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { TabList } from '../../ui/tab-list.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { runCommand } from '../../workspace/commands.ts';
import { isLive, useRuns } from '../../workspace/runs-store.ts';
import { toggleSpread, useSpreadShown } from './results-memory.ts';
import { closeResult, showResult } from './result-tabs.ts';
import { STATE_WORDS } from './result-words.ts';
import styles from './results.module.css';
import { useElapsed, useNow } from './use-elapsed.ts';

/** The results of the tab in front, and what can be done with the one that is shown. */
export function ResultBar({
  tab,
  run,
}: {
  readonly tab: EditorTab;
  readonly run: RunState | null;
}): ReactElement {
  const runs = useRuns((store) => store.runs);
  const spread = useSpreadShown();
  const items = tab.results.map(({ runId, pinned }, at) => ({
    id: runId,
    label: tabLabel(runs.get(runId) ?? null, at),
    ...(pinned ? { icon: Pin } : {}),
  }));
  const settled = run !== null && run.state === 'complete' && run.stored;
  const pinned = tab.results.some((one) => one.runId === run?.runId && one.pinned);
  return (
    <div className={styles.bar}>
      <div className={styles.tabs}>
        <TabList
          label="Results"
          items={items}
          active={tab.shown}
          onChange={(runId) => showResult(tab.id, runId)}
          onClose={(runId) => closeResult(tab.id, runId)}
          controls={() => 'result-shown'}
        />
      </div>
      {run !== null && <RunFacts run={run} />}
      <Toolbar label="Result">
        <IconButton
          icon={Search}
          label="Find and go to row"
          disabled={!settled}
          onPress={() => runCommand('results.find')}
        />
        <IconButton
          icon={ChartColumn}
          label="Show how values are spread"
          pressed={spread}
          disabled={!settled}
          onPress={toggleSpread}
        />
        <IconButton
          icon={pinned ? PinOff : Pin}
          label={pinned ? 'Unpin result' : 'Pin result'}
          pressed={pinned}
          disabled={run === null}
          onPress={() => runCommand('results.pin')}
        />
        <IconButton
          icon={Download}
          label="Export result"
          disabled={!settled}
          onPress={() => runCommand('results.export')}
        />
      </Toolbar>
    </div>
  );
}

function tabLabel(run: RunState | null, at: number): string {
  if (run === null) return `Result ${at + 1}`;
  const rows = run.state === 'complete' ? countText(run.rows) : STATE_WORDS[run.state];
  return `${run.title} · ${rows}`;
}

/** What there is to know of the result beside its rows: how it stands, how long it took, how old it is. */
function RunFacts({ run }: { readonly run: RunState }): ReactElement {
  const elapsed = useElapsed(run);
  const now = useNow(30_000);
  const live = isLive(run);
  return (
    <span className={styles.facts}>
      {live && run.rows > 0 && <span className={styles.badge}>provisional</span>}
      {run.sample !== null && <span className={styles.badge}>sample of {countText(run.sample)} rows</span>}
      <span>{msText(elapsed)}</span>
      {!live && (
        <time dateTime={run.startedAt} title={new Date(run.startedAt).toLocaleString()}>
          {agoText(run.startedAt, now)}
        </time>
      )}
    </span>
  );
}
