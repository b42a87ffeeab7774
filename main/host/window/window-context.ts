import type { EventSink } from './event-stream.ts';
import type { OpenWorkspace } from './open-workspace.ts';

/** What the handlers of the window's requests share. */
export interface WindowContext {
  readonly events: EventSink;
  /** The open workspace. Throws `workspace-missing` where none is open. */
  workspace(): OpenWorkspace;
}
