import { setTimeout as sleep } from 'node:timers/promises';
import { makeWorkspace } from '../../../e2e/fixtures/cli.ts';
import type { RunState } from '../../contract/api/queries.ts';
import type { WindowEvent } from '../../contract/events.ts';
import type { RunWish } from '../../services/runs/run.ts';
import { EventStream } from './event-stream.ts';
import { OpenWorkspace } from './open-workspace.ts';
import { type WorkspaceRuns, runsOfWorkspace } from './workspace-runs.ts';

/** A workspace that is open with its runs, and what was told of them. */
export interface OpenRuns extends AsyncDisposable {
  readonly dir: string;
  readonly workspace: OpenWorkspace;
  readonly services: WorkspaceRuns;
  readonly events: readonly WindowEvent[];
  start(sql: string, wish?: Partial<RunWish>): string;
  /** Waits until a run's state satisfies; throws after some seconds. */
  until(runId: string, isSo: (run: RunState) => boolean): Promise<RunState>;
  /** Runs to the end. */
  ran(sql: string, wish?: Partial<RunWish>): Promise<RunState>;
  /** Closes the program and opens the folder anew. */
  reopen(): Promise<OpenRuns>;
}

/** The workspace of the command line's tests, opened as a window does. */
export async function openRuns(): Promise<OpenRuns> {
  const made = await makeWorkspace();
  return await open(made.dir, () => made[Symbol.asyncDispose]());
}

async function open(dir: string, remove: () => PromiseLike<void>): Promise<OpenRuns> {
  const stream = new EventStream();
  const events: WindowEvent[] = [];
  stream.follow(0, ({ event }) => events.push(event));
  const workspace = await OpenWorkspace.open(dir, { onNotice: () => undefined, warm: 1 });
  const services = runsOfWorkspace({ workspace: () => workspace, events: stream })();
  const start: OpenRuns['start'] = (sql, wish = {}) =>
    services.runs.start({
      sql,
      parameters: new Map(),
      mode: 'full',
      tab: null,
      fresh: false,
      sample: null,
      ...wish,
    });
  const until: OpenRuns['until'] = async (runId, isSo) => {
    for (let tries = 0; tries < 1500; tries += 1) {
      const run = await services.runs.get(runId);
      if (isSo(run)) return run;
      await sleep(10);
    }
    throw new Error(`The run stays ${JSON.stringify(await services.runs.get(runId))}`);
  };
  return {
    dir,
    workspace,
    services,
    events,
    start,
    until,
    ran: async (sql, wish) => await until(start(sql, wish), ({ ms }) => ms !== null),
    reopen: async () => {
      await workspace.close();
      return await open(dir, remove);
    },
    [Symbol.asyncDispose]: async () => {
      await workspace.close();
      await remove();
    },
  };
}
