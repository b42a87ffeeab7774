import type { ServiceHandlers } from '../handlers.ts';
import type { WorkspaceRuns } from '../workspace-runs.ts';

/** What was run in the workspace. */
export function historyHandlers(of: () => WorkspaceRuns): ServiceHandlers<'history'> {
  return {
    search: async ({ text, limit, before }) => {
      const { entries, more } = await of().history.search(text, limit, before);
      return { entries: [...entries], more };
    },
    clear: async () => {
      await of().history.clear();
      return {};
    },
  };
}
