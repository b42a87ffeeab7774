import type { EditorTab, OwnTabs, WindowState } from '../../main/contract/api/window.ts';
import { call } from '../rpc/call.ts';
import { RpcError } from '../rpc/rpc-error.ts';
import { useApp } from '../workspace/app-store.ts';
import { onLeave } from '../workspace/leave-workspace.ts';
import { usePanelMemory } from '../workspace/panel-memory.ts';
import { useTabs } from '../workspace/tabs-store.ts';
import { useLayout } from './layout/layout-store.ts';
import { PANELS } from './panel-list.ts';

const QUIET_MS = 500;
const RETRY_MS = 4000;
/** A page that is left may send no more than 64 KiB behind itself (Fetch, 4.5); a longer state is sent on the off chance. */
const PARTING_CHARS = 60_000;

/** The workspace whose tabs and layout are on the screen; null until they are. Nothing else may be saved over it. */
let shown: string | null = null;
/** The tabs as they were loaded or saved last, and all that this window ever had: other windows may save beside it. */
let kept: ReadonlyMap<string, EditorTab> = new Map();
const known = new Set<string>();
let timer: ReturnType<typeof setTimeout> | null = null;

/** Puts back the tabs, the layout and what panels remember of the open workspace. Rejects as `call` does. */
export async function restoreWindow(): Promise<void> {
  const dir = useApp.getState().app?.workspace?.dir ?? null;
  if (dir === shown && dir !== null) return;
  forgetWindow();
  const state = dir === null ? null : (await call('window', 'load', {})).state;
  useTabs.getState().restore(state?.tabs ?? [], state?.active ?? null);
  known.clear();
  keepAs(useTabs.getState().tabs);
  usePanelMemory.getState().restore(state?.panels ?? {});
  useLayout.getState().restore(PANELS, state?.layout ?? null);
  shown = dir;
}

/** Takes the tabs of another workspace from the screen, so that nothing is typed into them any more. */
export function forgetWindow(): void {
  if (shown !== null && shown === useApp.getState().app?.workspace?.dir) return;
  if (timer !== null) clearTimeout(timer);
  timer = null;
  shown = null;
  useTabs.getState().restore([], null);
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
  const onHidden = (): void => void (document.hidden ? saveNow() : null);
  leave.push(onLeave(saveNow));
  addEventListener('pagehide', onHide);
  document.addEventListener('visibilitychange', onHidden);
  return () => {
    for (const stop of leave) stop();
    removeEventListener('pagehide', onHide);
    document.removeEventListener('visibilitychange', onHidden);
  };
}

async function saveNow(leaving = false): Promise<void> {
  if (timer === null || shown === null) return;
  clearTimeout(timer);
  timer = null;
  const { tabs } = useTabs.getState();
  const input = { state: windowState(), workspace: shown, mine: ownTabs(tabs) };
  if (leaving) {
    const body = JSON.stringify(input);
    const headers = { 'content-type': 'application/json' };
    const keepalive = body.length < PARTING_CHARS;
    void fetch('/api/window/save', { method: 'POST', headers, body, keepalive }).catch(() => {});
    return;
  }
  try {
    await call('window', 'save', input);
    keepAs(tabs);
  } catch (error) {
    // A host that does not answer, or has to let this browser in anew, is shown by the banner; what it refuses for
    // another reason, it would refuse again.
    const isPassing =
      error instanceof RpcError && (error.unreachable || error.report.code === 'sign-in-needed');
    if (isPassing) timer ??= setTimeout(() => void saveNow(), RETRY_MS);
  }
}

function keepAs(tabs: readonly EditorTab[]): void {
  kept = new Map(tabs.map((tab) => [tab.id, tab]));
  for (const { id } of tabs) known.add(id);
}

function ownTabs(tabs: readonly EditorTab[]): OwnTabs {
  const changed = tabs.filter((tab) => worth(tab) !== worth(kept.get(tab.id))).map(({ id }) => id);
  return { known: [...new Set([...known, ...changed])], changed };
}

/** What would be missed of a tab: not where its cursor stands. */
function worth(tab: EditorTab | undefined): string {
  return JSON.stringify({ ...tab, cursor: 0 });
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
