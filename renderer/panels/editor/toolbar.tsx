import { AlignLeft, Ellipsis, ListTree, Play, Save, Square, StepForward } from 'lucide-react';
import type { ReactElement } from 'react';
import type { EditorTab } from '../../../main/contract/api/window.ts';
import { Button } from '../../ui/button.tsx';
import type { IconShape } from '../../ui/icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { MenuEntry } from '../../ui/menu-items.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { runCommand } from '../../workspace/commands.ts';
import { type PushdownMode, useTabRunning } from '../../workspace/run-queries.ts';
import { isLive, useRun } from '../../workspace/runs-store.ts';
import { useShortcut } from '../../workspace/shortcuts.ts';
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
  const runTitle = useTitle('query.run', 'Run the selection, or the statement at the cursor');
  const cancelTitle = useTitle('query.cancel', 'Cancel run');
  const live = starting || (run !== null && isLive(run));
  return (
    <div className={styles.bar}>
      <Toolbar label="Query">
        <Button kind="primary" icon={Play} title={runTitle} onPress={() => runCommand('query.run')}>
          Run
        </Button>
        <CommandButton command="query.run-all" icon={StepForward} label="Run all statements" />
        <Button
          kind="quiet"
          icon={Square}
          title={cancelTitle}
          disabled={!live}
          onPress={() => runCommand('query.cancel')}
        >
          Cancel
        </Button>
        <span className={styles.clock}>{run !== null && <RunTimer run={run} />}</span>
        <CommandButton command="query.explain" icon={ListTree} label="Show what would go where" />
        <CommandButton command="query.format" icon={AlignLeft} label="Format text" />
        <CommandButton command="query.save" icon={Save} label="Save query" />
        <MoreMenu tab={tab.id} />
        <ParameterInputs tab={tab} />
      </Toolbar>
    </div>
  );
}

interface CommandButtonProps {
  readonly command: string;
  readonly icon: IconShape;
  readonly label: string;
}

function CommandButton({ command, icon, label }: CommandButtonProps): ReactElement {
  const shortcut = useShortcut(command);
  return (
    <IconButton
      icon={icon}
      label={label}
      onPress={() => runCommand(command)}
      {...(shortcut === undefined ? {} : { shortcut })}
    />
  );
}

/** A title with the keys of the command; a native one, as a tooltip of ours would take the Esc that cancels. */
function useTitle(command: string, text: string): string {
  const shortcut = useShortcut(command);
  return shortcut === undefined ? text : `${text} (${shortcut})`;
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
