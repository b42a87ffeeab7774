import { type Host, openHost } from '../../host/open-host.ts';
import { Progress } from '../progress.ts';
import type { ActionContext } from './action-context.ts';

/**
 * Opens the workspace for an action, shows slow preparations on a terminal, and closes all again. `erase` takes them
 * away before something else is written.
 */
export async function withHost<Result>(
  { workspaceDir, watched, stderr }: ActionContext,
  act: (host: Host, erase: () => void) => Promise<Result>,
): Promise<Result> {
  const progress = watched ? new Progress(stderr) : null;
  const onNotice = (source: string, text: string): void => progress?.notice(source, text);
  const host = await openHost(workspaceDir, { onNotice, warm: 0 });
  try {
    return await act(host, () => progress?.erase());
  } finally {
    progress?.erase();
    await host.close();
  }
}
