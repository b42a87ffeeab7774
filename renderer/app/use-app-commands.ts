import { useEffect } from 'react';
import { flushSync } from 'react-dom';
import { call } from '../rpc/call.ts';
import { errorReportOf } from '../rpc/rpc-error.ts';
import { useApp } from '../workspace/app-store.ts';
import { type Command, useCommands } from '../workspace/commands.ts';
import { focusEditor } from '../workspace/editor-actions.ts';
import { leaveWorkspace } from '../workspace/leave-workspace.ts';
import { useNotices } from '../workspace/notices-store.ts';
import { focusPanel, focusRegion } from './keys/focus-regions.ts';
import { KEYMAP } from './keys/keymap.ts';
import { closeSide } from './layout/close-side.ts';
import { isShown, useLayout } from './layout/layout-store.ts';
import { sideOf } from './layout/layout.ts';
import { type Overlay, useOverlays } from './overlays.ts';
import { nextTheme } from './theme.ts';

/** Registers what the window itself can do: views, workspaces, palette, help and settings. */
export function useAppCommands(): void {
  const panels = useLayout((store) => store.panels);
  useEffect(
    () =>
      useCommands
        .getState()
        .register([
          ...panels.map(({ id, title }) => command(`view.${id}`, () => viewPanel(id), `Show ${title}`)),
          command('view.theme', changeTheme),
          command('view.reset-layout', () => useLayout.getState().reset(), null, hasWorkspace),
          command('view.next-panel', () => focusRegion(1)),
          command('view.previous-panel', () => focusRegion(-1)),
          command('workspace.open', overlay('open-workspace')),
          command('workspace.create', overlay('create-workspace')),
          command('workspace.demo', () => attempt(() => call('workspaces', 'openDemo', {}))),
          command(
            'workspace.close',
            () => attempt(() => call('workspaces', 'close', {})),
            null,
            hasWorkspace,
          ),
          command('app.palette', overlay('palette')),
          command('app.help', overlay('help')),
          command('app.settings', overlay('settings')),
        ]),
    [panels],
  );
}

function command(
  id: string,
  run: Command['run'],
  title: string | null = null,
  enabled: () => boolean = () => true,
): Command {
  const binding = KEYMAP.find((one) => one.command === id);
  return {
    id,
    title: binding?.title ?? title ?? id,
    group: binding?.group ?? 'View',
    run,
    enabled,
  };
}

function overlay(which: Overlay): () => void {
  return () => flushSync(() => useOverlays.getState().show(which));
}

function hasWorkspace(): boolean {
  return (useApp.getState().app?.workspace ?? null) !== null;
}

/** Shows a panel with the focus in it; closes it where the focus is in it already. */
function viewPanel(id: string): void {
  const store = useLayout.getState();
  const place = sideOf(store.layout, id);
  const inFront = place !== null && isShown(store, place) && store.layout.sides[place].active === id;
  const hasFocus = document.activeElement?.closest(`[data-region="${CSS.escape(id)}"], [data-region=rail]`);
  if (inFront && place !== 'centre' && hasFocus !== null) {
    closeSide(place);
    return;
  }
  store.show(id);
  if (id === 'editor') focusEditor();
  else focusPanel(id);
}

async function changeTheme(): Promise<void> {
  const theme = nextTheme(useApp.getState().settings?.theme ?? 'system');
  await attempt(() => call('settings', 'set', { theme }), false);
}

async function attempt(ask: () => Promise<unknown>, leaving = true): Promise<void> {
  try {
    if (leaving) await leaveWorkspace();
    await ask();
  } catch (error) {
    const { message, hint } = errorReportOf(error);
    const text = hint === null ? message : `${message} ${hint}`;
    useNotices.getState().tell({ level: 'error', source: null, text });
  }
}
