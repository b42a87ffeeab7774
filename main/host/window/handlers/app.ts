import { readFileSync } from 'node:fs';
import type { AppState } from '../../../contract/api/app.ts';
import { appState } from '../../../contract/api/app.ts';
import type { ServiceHandlers } from '../handlers.ts';
import type { WindowContext } from '../window-context.ts';

const PACKAGE = new URL('../../../../package.json', import.meta.url);

/** What the program around the handlers knows. */
export interface AppFacts {
  readonly shell: AppState['shell'];
  readonly vault: ServiceHandlers<'vault'>;
  readonly lastEvent: () => number;
}

/** What runs, and what is open in it. */
export function appHandlers(context: WindowContext, facts: AppFacts): ServiceHandlers<'app'> {
  const { version } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as { readonly version: string };
  // Any system that is neither Windows nor macOS has the paths and keys of Linux.
  const platform = appState.shape.platform.safeParse(process.platform).data ?? 'linux';
  return {
    state: async (_input, call) => {
      // Before the rest: what happens meanwhile is told once more rather than never.
      const event = facts.lastEvent();
      const vault = await facts.vault.state({}, call);
      return { version, shell: facts.shell, platform, workspace: context.summary(), vault, event };
    },
  };
}
