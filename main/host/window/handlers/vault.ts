import type { Vault } from '../../../services/vault/vault.ts';
import type { ServiceHandlers } from '../handlers.ts';
import type { WindowContext } from '../window-context.ts';

/** Passwords, on their way in only. */
export function vaultHandlers(context: WindowContext, vault: Vault): ServiceHandlers<'vault'> {
  vault.onChange((state) => context.events.publish({ kind: 'vault', vault: state }));
  return {
    state: () => vault.ready(),
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
