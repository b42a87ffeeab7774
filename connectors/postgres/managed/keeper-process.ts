import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import type { KeeperMessage, KeeperTask } from './keeper-protocol.ts';
import type { ManagedHome } from './managed-home.ts';
import { failed } from './server-process.ts';

/** A keeper as the process that started it sees it. */
export interface KeeperProcess {
  runs(): boolean;
  /** Why it ended before its server was up. */
  failure(): AtollError;
  /** Stops listening to it, so that it doesn't hold this process. */
  leave(): void;
}

const program = fileURLToPath(new URL('./keeper.ts', import.meta.url));

/** Starts a keeper that outlives this process: a session of its own, its output in the keeper's log. */
export function startKeeper(
  home: ManagedHome,
  task: KeeperTask,
  onProgress: (text: string) => void,
): KeeperProcess {
  const log = openSync(home.keeperLog, 'w', 0o600);
  const child = spawn(process.execPath, [program, JSON.stringify(task)], {
    cwd: home.dir,
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
    windowsHide: true,
  });
  closeSync(log);
  child.unref();
  child.channel?.unref();
  let exited = false;
  let failure: AtollError | undefined;
  child.on('error', (cause) => {
    failure = failed(home, `The keeper of ${home.source} did not start: ${cause.message}.`, cause);
    exited = true;
  });
  child.on('exit', () => (exited = true));
  child.on('message', (message) => {
    const news = message as KeeperMessage;
    if (news.kind === 'progress') onProgress(news.text);
    if (news.kind === 'failed') failure = AtollError.from(news.report);
  });
  return {
    // Its last message may come after its exit, but before the channel ends.
    runs: () => !exited || child.connected,
    failure: () =>
      failure ?? failed(home, `The keeper of ${home.source} ended early; its log is ${home.keeperLog}.`),
    leave: () => {
      child.removeAllListeners('message');
      if (child.connected) child.disconnect();
    },
  };
}
