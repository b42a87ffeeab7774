import { setTimeout as delay } from 'node:timers/promises';
import type { ServiceHandlers } from '../handlers.ts';
import type { WindowContext } from '../window-context.ts';

/** A window is not kept from opening by a slow keychain: what comes later is told by an event, ms. */
const PATIENCE_MS = 1000;

/** Passwords, on their way in only. */
export function vaultHandlers(context: WindowContext): ServiceHandlers<'vault'> {
  const { vault } = context;
  vault.onChange((state) => context.events.publish({ kind: 'vault', vault: state }));
  const known = vault.ready();
  return {
    state: async () => {
      await Promise.race([known, delay(PATIENCE_MS, null, { ref: false })]);
      return vault.state;
    },
    set: async ({ source, secret }) => {
      const { dir, host } = context.workspace();
      // Throws `source-unknown` before anything is kept.
      const { name } = host.source(source);
      await vault.keep({ workspaceDir: dir, source: name }, secret);
      context.events.publish({ kind: 'sources' });
      return {};
    },
    forget: async ({ source }) => {
      await vault.forget({ workspaceDir: context.workspace().dir, source });
      context.events.publish({ kind: 'sources' });
      return {};
    },
    choose: (choice) => vault.choose(choice),
  };
}
