import { AtollError } from '../../../engine/errors/atoll-error.ts';
import { connectors } from '../../compose.ts';
import { loadWorkspace } from '../../services/workspace/load-workspace.ts';
import { type ChangedPart, FolderWatch } from '../../services/workspace/watch-folder.ts';
import type { Workspace } from '../../services/workspace/workspace.ts';
import type { EventSink } from './event-stream.ts';
import type { OpenWorkspace } from './open-workspace.ts';

/**
 * Follows what others do to the folder of an open workspace: the command line, an editor, git. Sources are read again;
 * where `atoll.yaml` is damaged, all stays as it was and the window hears where the fault is. Ends with the workspace.
 */
export function followFolder(workspace: OpenWorkspace, events: EventSink): void {
  let problem: string | null = null;
  let turn = Promise.resolve();
  const look = async (parts: ReadonlySet<ChangedPart>): Promise<void> => {
    if (parts.has('queries') || parts.has('models')) events.publish({ kind: 'queries' });
    if (parts.has('switches')) events.publish({ kind: 'sources' });
    if (!parts.has('file') && !parts.has('models')) return;
    try {
      const read = await loadWorkspace(workspace.dir, connectors());
      if (problem !== null) events.publish(notice('info', 'atoll.yaml can be read again.'));
      problem = null;
      const { workspace: known } = workspace.host;
      if (saysTheSame(read, known)) return;
      await workspace.reload();
      if (!sameSources(read, known)) events.publish({ kind: 'sources' });
    } catch (error) {
      const text = textOf(error);
      if (text !== problem) events.publish(notice('error', text));
      problem = text;
    }
  };
  const watch = new FolderWatch(workspace.dir, (parts) => {
    turn = turn.then(() => look(parts));
  });
  workspace.beforeClose(() => watch.close());
}

function notice(
  level: 'info' | 'error',
  text: string,
): {
  readonly kind: 'notice';
  readonly level: 'info' | 'error';
  readonly source: null;
  readonly text: string;
} {
  return { kind: 'notice', level, source: null, text };
}

/** With the place of the fault, such as `atoll.yaml:4:11`. */
function textOf(error: unknown): string {
  if (!(error instanceof AtollError)) return `atoll.yaml can't be read: ${String(error)}`;
  const { file, line, column, message, hint } = error.report;
  const place = file === null ? '' : `${[file, line, column].filter((part) => part !== null).join(':')}: `;
  return `${place}${message}${hint === null ? '' : ` ${hint}`} Until then the sources stay as they were.`;
}

function saysTheSame(one: Workspace, other: Workspace): boolean {
  const models = ({ models: texts }: Workspace): string => JSON.stringify([...texts]);
  return (
    sameSources(one, other) &&
    JSON.stringify(one.settings) === JSON.stringify(other.settings) &&
    models(one) === models(other)
  );
}

function sameSources(one: Workspace, other: Workspace): boolean {
  return JSON.stringify(one.sources) === JSON.stringify(other.sources);
}
