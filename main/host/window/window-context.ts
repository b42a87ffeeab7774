import type { WorkspaceSummary } from '../../contract/api/app.ts';
import type { Vault } from '../../services/vault/vault.ts';
import type { EventSink } from './event-stream.ts';
import type { RecentWorkspaces } from '../../services/workspace/recent-workspaces.ts';
import type { OpenWorkspace } from './open-workspace.ts';

/** What the handlers of the window's requests share. */
export interface WindowContext {
  readonly events: EventSink;
  /** The user's own folder (`ATOLL_HOME`), absolute; it may not exist yet. */
  readonly home: string;
  /** Where the user's own copy of the demo is, or would be. */
  readonly demoDir: string;
  /** What keeps passwords, for all workspaces. */
  readonly vault: Vault;
  /** Which workspaces were open last. */
  readonly recent: RecentWorkspaces;
  /** Aborted when the program ends. */
  readonly ended: AbortSignal;
  /** The open workspace. Throws `workspace-missing` where none is open. */
  readonly workspace: () => OpenWorkspace;
  /** The open workspace as the window names it; null where none is open. */
  readonly summary: () => WorkspaceSummary | null;
  /**
   * Opens a workspace in place of the open one, which stays where the new one can't be opened, and tells the window.
   * Throws what `openHost` throws.
   */
  readonly openWorkspace: (dir: string) => Promise<WorkspaceSummary>;
  /** Closes the open workspace, if there is one, and tells the window. */
  readonly closeWorkspace: () => Promise<void>;
}
