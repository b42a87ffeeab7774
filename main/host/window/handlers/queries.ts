import { SavedQueries } from '../../../services/saved-queries/saved-queries.ts';
import type { ServiceHandlers } from '../handlers.ts';
import type { WindowContext } from '../window-context.ts';

/** Saved queries of the open workspace. */
export function queriesHandlers({ workspace, events }: WindowContext): ServiceHandlers<'queries'> {
  const saved = (): SavedQueries => new SavedQueries(workspace().dir);
  const changed = (): void => events.publish({ kind: 'queries' });
  return {
    list: async () => {
      const [queries, models] = await Promise.all([saved().list('queries'), saved().list('models')]);
      return { queries: [...queries], models: [...models] };
    },
    read: async ({ name, folder }) => await saved().read(name, folder),
    save: async ({ name, sql, base }) => {
      const outcome = await saved().save(name, sql, base);
      if (outcome.saved) changed();
      return outcome;
    },
    rename: async ({ name, to }) => {
      await saved().rename(name, to);
      changed();
      return {};
    },
    remove: async ({ name }) => {
      await saved().remove(name);
      changed();
      return {};
    },
  };
}
