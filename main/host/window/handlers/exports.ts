import type { ServiceHandlers } from '../handlers.ts';
import type { WorkspaceRuns } from '../workspace-runs.ts';

/** Whole results into files. */
export function exportsHandlers(of: () => WorkspaceRuns): ServiceHandlers<'exports'> {
  return {
    start: async (request) => await of().exports.start(request),
    cancel: async ({ exportId }) => {
      of().exports.cancel(exportId);
      return {};
    },
    list: async () => ({ exports: [...of().exports.list()] }),
  };
}
