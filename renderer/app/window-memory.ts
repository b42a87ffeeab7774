import type { WindowState } from '../../main/contract/api/window.ts';
import { call } from '../rpc/call.ts';
import { useApp } from '../workspace/app-store.ts';
import { onLeave } from '../workspace/leave-workspace.ts';
import { usePanelMemory } from '../workspace/panel-memory.ts';
import { useTabs } from '../workspace/tabs-store.ts';
import { useLayout } from './layout/layout-store.ts';
import { PANELS } from './panel-list.ts';

const QUIET_MS = 500;

/** The workspace whose tabs and layout are on the screen; null until they are. Nothing else may be saved over it. */
let shown: string | null = null;
let timer: ReturnType<typeof setTimeout> | null = null;

/** Puts back the tabs, the layout and what panels remember of the open workspace. Rejects as `call` does. */
export async function restoreWindow(): Promise<void> {
  const dir = useApp.getState().app?.workspace?.dir ?? null;
  if (dir === shown && dir !== null) return;
  if (timer !== null) clearTimeout(timer);
  timer = null;
  shown = null;
  const state = dir === null ? null : (await call('window', 'load', {})).state;
  useTabs.getState().restore(state?.tabs ?? [], state?.active ?? null);
  usePanelMemory.getState().restore(state?.panels ?? {});
  useLayout.getState().restore(PANELS, state?.layout ?? null);
  shown = dir;
}

/** Begins to keep what is on the screen: 500 ms after the last change, and when the page is left. */
export function keepWindow(): () => void {
  const later = (): void => {
    if (shown === null) return;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => void saveNow(), QUIET_MS);
  };
  const leave = [useTabs, usePanelMemory, useLayout].map((store) => store.subscribe(later));
  const onHide = (): void => void saveNow(true);
  leave.push(onLeave(saveNow));
  addEventListener('pagehide', onHide);
  return () => {
    for (const stop of leave) stop();
    removeEventListener('pagehide', onHide);
  };
}

async function saveNow(leaving = false): Promise<void> {
  if (timer === null || shown === null) return;
  clearTimeout(timer);
  timer = null;
  const input = { state: windowState(), workspace: shown };
  if (leaving) {
    const body = JSON.stringify(input);
    const headers = { 'content-type': 'application/json' };
    void fetch('/api/window/save', { method: 'POST', headers, body, keepalive: true });
    return;
  }
  // A host that does not answer is shown by the banner; the next change tries again.
  await call('window', 'save', input).catch(() => {});
}

function windowState(): WindowState {
  const { tabs, active } = useTabs.getState();
  const { layout } = useLayout.getState();
  return {
    version: 1,
    tabs: [...tabs],
    active,
    layout: structuredClone(layout) as unknown as WindowState['layout'],
    panels: structuredClone(usePanelMemory.getState().panels) as WindowState['panels'],
  };
}
