import { AtollError } from '../../../../engine/errors/atoll-error.ts';
import { WindowStateStore } from '../../../services/window-state/window-state-store.ts';
import type { ServiceHandlers } from '../handlers.ts';
import type { WindowContext } from '../window-context.ts';

/** Tabs, unsaved texts and layout of the open workspace. */
export function windowHandlers(context: WindowContext): ServiceHandlers<'window'> {
  const stores = new Map<string, WindowStateStore>();
  const store = (): WindowStateStore => {
    const { stateDir } = context.workspace();
    const known = stores.get(stateDir) ?? new WindowStateStore(stateDir);
    stores.set(stateDir, known);
    return known;
  };
  return {
    load: async () => {
      const { state, damaged } = await store().load();
      if (damaged !== null) context.events.publish(damageNotice(damaged, state !== null));
      return { state };
    },
    save: async ({ state, workspace, mine }) => {
      if (workspace !== undefined && workspace !== context.workspace().dir) throw anotherIsOpen(workspace);
      await store().save(state, mine);
      return {};
    },
  };
}

function anotherIsOpen(workspace: string): AtollError {
  return new AtollError('workspace-missing', `The workspace ${workspace} is not open any more.`, {
    hint: 'What was open in it is as it was saved last.',
  });
}

function damageNotice(
  damaged: string,
  recovered: boolean,
): { kind: 'notice'; level: 'warning'; source: null; text: string } {
  const instead = recovered
    ? 'The copy that was saved with it was opened instead.'
    : 'The window starts without tabs.';
  const text = `What the window remembered of this workspace was damaged. ${instead} The damaged file is kept as ${damaged}.`;
  return { kind: 'notice', level: 'warning', source: null, text };
}
