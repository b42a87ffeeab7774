import { exceeded } from '../../../services/runs/foresee.ts';
import type { ServiceHandlers } from '../handlers.ts';
import type { WindowContext } from '../window-context.ts';
import type { WorkspaceRuns } from '../workspace-runs.ts';

/** Runs of queries, and what one is foretold to take. */
export function runsHandlers({ workspace }: WindowContext, of: () => WorkspaceRuns): ServiceHandlers<'runs'> {
  return {
    foresee: async ({ sql, parameters, mode }, { signal }) => {
      const { host, release } = workspace().lease();
      try {
        const options = { mode, parameters: new Map(Object.entries(parameters)), signal };
        const report = await host.queries.explain(sql, options);
        const { settings, sources } = host.workspace;
        return { report, exceeds: [...exceeded(report, settings.ask, sources)] };
      } finally {
        release();
      }
    },
    start: async ({ parameters, ...wish }) => ({
      runId: of().runs.start({ ...wish, parameters: new Map(Object.entries(parameters)) }),
    }),
    cancel: async ({ runId }) => {
      await of().runs.cancel(runId);
      return {};
    },
    get: async ({ runId }) => await of().runs.get(runId),
    list: async ({ limit }) => ({ runs: [...(await of().runs.list(limit))] }),
    pin: async ({ runId, pinned }) => {
      await of().runs.pin(runId, pinned);
      return {};
    },
    remove: async ({ runId }) => {
      await of().runs.remove(runId);
      return {};
    },
  };
}
