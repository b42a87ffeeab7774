import { AlignLeft, Ellipsis, ListTree, Play, Save, Square, StepForward } from 'lucide-react';
import type { ReactElement } from 'react';
import type { EditorTab } from '../../../main/contract/api/window.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { MenuEntry } from '../../ui/menu-items.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { runCommand } from '../../workspace/commands.ts';
import { type PushdownMode, useTabRunning } from '../../workspace/run-queries.ts';
import { isLive, useRun } from '../../workspace/runs-store.ts';
import { useEditorState } from './editor-state.ts';
import { ParameterInputs } from './parameter-inputs.tsx';
import { RunTimer } from './run-timer.tsx';
import styles from './toolbar.module.css';

const MODES = {
  full: 'Let sources do all the work they can',
  scan: 'Let sources only read and filter tables',
  none: 'Read whole tables, work here',
} as const satisfies Record<PushdownMode, string>;

/** What can be done with the text of a tab: run, cancel, plan, format, save; and its parameters. */
export function EditorToolbar({ tab }: { tab: EditorTab }): ReactElement {
  const run = useRun(tab.shown);
  const { starting } = useTabRunning(tab.id);
  const live = starting || (run !== null && isLive(run));
  return (
    <div className={styles.bar}>
      <Toolbar label="Query">
        <Button kind="primary" icon={Play} onPress={() => runCommand('query.run')}>
          Run
        </Button>
        <IconButton
          icon={StepForward}
          label="Run all statements"
          onPress={() => runCommand('query.run-all')}
        />
        <Button kind="quiet" icon={Square} disabled={!live} onPress={() => runCommand('query.cancel')}>
          Cancel
        </Button>
        <span className={styles.clock}>{run !== null && <RunTimer run={run} />}</span>
        <ParameterInputs tab={tab} />
        <IconButton
          icon={ListTree}
          label="Show what would go where"
          onPress={() => runCommand('query.explain')}
        />
        <IconButton icon={AlignLeft} label="Format text" onPress={() => runCommand('query.format')} />
        <IconButton icon={Save} label="Save query" onPress={() => runCommand('query.save')} />
        <MoreMenu tab={tab.id} />
      </Toolbar>
    </div>
  );
}

function MoreMenu({ tab }: { tab: string }): ReactElement {
  const mode = useEditorState((state) => state.modes.get(tab) ?? 'full');
  const modes = (['full', 'scan', 'none'] as const).map(
    (one): MenuEntry => ({
      id: one,
      label: one === mode ? `${MODES[one]} (chosen)` : MODES[one],
      onPress: () => useEditorState.getState().setMode(tab, one),
    }),
  );
  const items: readonly MenuEntry[] = [
    { id: 'selection', label: 'Run selection', onPress: () => runCommand('query.run-selection') },
    { id: 'new', label: 'New query', onPress: () => runCommand('query.new') },
    { id: 'close', label: 'Close tab', onPress: () => runCommand('query.close') },
    'separator',
    ...modes,
  ];
  return (
    <Menu label="More" align="end" trigger={<IconButton icon={Ellipsis} label="More" />} items={items} />
  );
}
