import type { ServiceHandlers } from '../handlers.ts';
import type { WorkspaceRuns } from '../workspace-runs.ts';

/** Questions about finished results, and views of them. */
export function resultsHandlers(of: () => WorkspaceRuns): ServiceHandlers<'results'> {
  return {
    describe: async ({ runId }) => await of().results.describe(runId),
    derive: async ({ runId, ...wish }, { signal }) => await of().results.derive(runId, wish, signal),
    find: async ({ runId, ...wish }, { signal }) => ({
      found: await of().results.find(runId, wish, signal),
    }),
    measure: async ({ runId, ...area }, { signal }) => await of().results.measure(runId, area, signal),
    cell: async ({ runId, row, column, limit }, { signal }) =>
      await of().results.cell(runId, row, column, limit, signal),
    record: async ({ runId, row }, { signal }) => await of().results.record(runId, row, signal),
    copy: async ({ runId, format, ...area }, { signal }) => ({
      text: await of().results.copy(runId, area, format, signal),
    }),
    profile: async ({ runId, column }, { signal }) => await of().results.profile(runId, column, signal),
  };
}
