import { create } from 'zustand';
import type { ErrorReport } from '../../engine/errors/atoll-error.ts';
import { call } from '../rpc/call.ts';
import { followEvents } from '../rpc/follow-events.ts';
import { errorReportOf } from '../rpc/rpc-error.ts';
import { useApp } from '../workspace/app-store.ts';
import { useNotices } from '../workspace/notices-store.ts';
import { useRuns } from '../workspace/runs-store.ts';
import { useSources } from '../workspace/sources-store.ts';
import { routeEvent } from './route-event.ts';
import { forgetWindow, restoreWindow } from './window-memory.ts';

const KNOWN_RUNS = 200;

type BootState =
  | { readonly phase: 'loading' }
  | { readonly phase: 'ready' }
  | { readonly phase: 'failed'; readonly error: ErrorReport };

/** How far the window has come. */
export const useBoot = create<BootState>(() => ({ phase: 'loading' }));

let following: AbortController | null = null;

/** Asks for everything that the window needs, again after a failure too, and follows the host's events from there on. */
export async function boot(): Promise<void> {
  try {
    const event = await loadAll();
    useBoot.setState({ phase: 'ready' }, true);
    follow(event);
  } catch (error) {
    useBoot.setState({ phase: 'failed', error: errorReportOf(error) }, true);
  }
}

/** Stops waiting for the next attempt, and asks the host at once. */
export function reconnect(): void {
  follow(lastEvent);
}

let lastEvent = 0;

function follow(after: number): void {
  following?.abort();
  following = new AbortController();
  lastEvent = after;
  const follower = {
    onEvent: (event: Parameters<typeof routeEvent>[0], number: number): void => {
      lastEvent = number;
      routeEvent(event, {
        all: () => attempt(loadAll),
        workspace: () => {
          forgetWindow();
          attempt(loadWorkspace);
        },
        sources: () => attempt(useSources.getState().load),
      });
    },
    onConnection: useApp.getState().setConnected,
    onShutOut: useApp.getState().setShutOut,
  };
  void followEvents(after, follower, following.signal);
}

/** The number of the last event that what was loaded accounts for. */
async function loadAll(): Promise<number> {
  const [app, settings] = await Promise.all([call('app', 'state', {}), call('settings', 'get', {})]);
  useApp.getState().setApp(app);
  useApp.getState().setSettings(settings);
  await loadWorkspace();
  return app.event;
}

async function loadWorkspace(): Promise<void> {
  if ((useApp.getState().app?.workspace ?? null) === null) {
    useSources.getState().clear();
    useRuns.getState().clear();
    return restoreWindow();
  }
  const [, { runs }] = await Promise.all([
    useSources.getState().load(),
    call('runs', 'list', { limit: KNOWN_RUNS }),
  ]);
  useRuns.getState().clear();
  useRuns.getState().putAll(runs);
  await restoreWindow();
}

function attempt(load: () => Promise<unknown>): void {
  load().catch((error: unknown) => {
    const { message } = errorReportOf(error);
    useNotices.getState().tell({ level: 'error', source: null, text: message });
  });
}
