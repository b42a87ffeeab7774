import type { WindowEvent } from '../../main/contract/events.ts';
import { useApp } from '../workspace/app-store.ts';
import { useNotices } from '../workspace/notices-store.ts';
import { isLive, useRuns } from '../workspace/runs-store.ts';
import { useSources } from '../workspace/sources-store.ts';
import { publishEvent } from '../workspace/window-events.ts';
import { announce } from './announcer.ts';
import { runEndText } from './run-end-text.ts';

/** What an event may ask to be loaded anew. */
export interface Reloads {
  /** Everything that the window knows. */
  readonly all: () => void;
  /** What belongs to the workspace. */
  readonly workspace: () => void;
  readonly sources: () => void;
}

/** Puts an event of the host into the stores, and then passes it on to panels that wait for its kind. */
export function routeEvent(event: WindowEvent, reloads: Reloads): void {
  switch (event.kind) {
    case 'run':
      announceEnd(event.run);
      useRuns.getState().put(event.run);
      break;
    case 'sources':
      reloads.sources();
      break;
    case 'health':
      useSources.getState().setHealth(event.source, event.health);
      break;
    case 'vault':
      useApp.getState().setVault(event.vault);
      break;
    case 'workspace':
      useApp.getState().setWorkspace(event.workspace);
      reloads.workspace();
      break;
    case 'settings':
      useApp.getState().setSettings(event.settings);
      break;
    case 'notice':
      useNotices.getState().tell({ level: event.level, source: event.source, text: event.text });
      break;
    case 'reset':
      reloads.all();
      break;
    case 'probe-step':
    case 'probe-ended':
    case 'export':
    case 'catalog':
    case 'queries':
    case 'history':
      break;
  }
  publishEvent(event);
}

/** A run that this window has seen alive and that has ended is told to screen readers. */
function announceEnd(run: Extract<WindowEvent, { kind: 'run' }>['run']): void {
  const before = useRuns.getState().runs.get(run.runId);
  const locale = useApp.getState().settings?.locale ?? undefined;
  if (before !== undefined && isLive(before) && !isLive(run)) announce(runEndText(run, locale));
}
