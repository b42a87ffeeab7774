import { useEffect, useRef } from 'react';
import type { EditorTab } from '../../../main/contract/api/window.ts';
import type { RunState } from '../../../main/contract/api/queries.ts';
import { useCommands } from '../../workspace/commands.ts';
import { pinResult } from './result-tabs.ts';

/** Makes known what can be done with the result in front. */
export function useResultCommands(
  tab: EditorTab | null,
  run: RunState | null,
  exportRun: (run: RunState) => void,
): void {
  const latest = useRef({ tab, run, exportRun });
  useEffect(() => {
    latest.current = { tab, run, exportRun };
  });
  useEffect(
    () =>
      useCommands.getState().register([
        {
          id: 'results.export',
          title: 'Export result',
          group: 'Results',
          enabled: () => latest.current.run?.state === 'complete' && latest.current.run.stored,
          run: () => {
            if (latest.current.run !== null) latest.current.exportRun(latest.current.run);
          },
        },
        {
          id: 'results.pin',
          title: 'Pin result',
          group: 'Results',
          enabled: () => latest.current.run !== null,
          run: async () => {
            const { tab, run } = latest.current;
            if (tab !== null && run !== null) await pinResult(tab.id, run.runId);
          },
        },
      ]),
    [],
  );
}
