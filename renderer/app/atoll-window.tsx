import { Tooltip } from '@base-ui/react/tooltip';
import { createElement, lazy, type ReactElement, Suspense, useEffect } from 'react';
import type { ErrorReport } from '../../engine/errors/atoll-error.ts';
import type { AppState } from '../../main/contract/api/app.ts';
import { SourceDialogs } from '../panels/add-source/source-dialogs.tsx';
import { Notices } from '../panels/notices/notices.tsx';
import { SettingsDialog } from '../panels/settings/settings-dialog.tsx';
import { VaultBanner } from '../panels/settings/vault-banner.tsx';
import { VaultDialog } from '../panels/settings/vault-dialog.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Hidden } from '../ui/hidden.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useDelayed } from '../ui/use-delayed.ts';
import { useApp } from '../workspace/app-store.ts';
import { useShortcuts } from '../workspace/shortcuts.ts';
import styles from './atoll-window.module.css';
import { boot, useBoot } from './boot.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { shortcutTexts } from './keys/shortcut-texts.ts';
import { useKeys } from './keys/use-keys.ts';
import { ActivityRail } from './layout/activity-rail.tsx';
import { Dock } from './layout/dock.tsx';
import { LiveRegion } from './live-region.tsx';
import { useOverlays } from './overlays.ts';
import { StatusBar } from './status-bar.tsx';
import type { Palette as PaletteView } from './palette/palette.tsx';
import { applyTheme } from './theme.ts';
import { useAppCommands } from './use-app-commands.ts';
import { useLoaded } from './use-loaded.ts';
import { keepWindow } from './window-memory.ts';
import { windowTitle } from './window-title.ts';
import { useTabs } from '../workspace/tabs-store.ts';

const loadPalette = async (): Promise<typeof PaletteView> => (await import('./palette/palette.tsx')).Palette;
const HelpDialog = lazy(async () => ({ default: (await import('./help-dialog.tsx')).HelpDialog }));
const Welcome = lazy(async () => ({ default: (await import('../panels/welcome/welcome.tsx')).Welcome }));
const WorkspaceDialog = lazy(async () => ({
  default: (await import('../panels/welcome/workspace-dialog.tsx')).WorkspaceDialog,
}));

const RETRY_MS = 4000;
const IS_MAC = navigator.userAgent.includes('Mac');

/** The window: nothing until the host has answered, then the panels of the open workspace, or the way to one. */
export function AtollWindow(): ReactElement {
  const state = useBoot();
  const app = useApp((store) => store.app);
  const theme = useApp((store) => store.settings?.theme ?? 'system');
  useEffect(() => applyTheme(theme), [theme]);
  useEffect(() => void boot(), []);
  useEffect(() => keepWindow(), []);
  return (
    <Tooltip.Provider delay={500}>
      <div className={styles.window}>
        {state.phase === 'failed' ? (
          <FailedWindow error={state.error} />
        ) : app === null || state.phase === 'loading' ? (
          <LoadingWindow />
        ) : (
          <ReadyWindow app={app} />
        )}
      </div>
    </Tooltip.Provider>
  );
}

/** Asks again by itself: a host that is started anew is there at once. */
function FailedWindow({ error }: { error: ErrorReport }): ReactElement {
  useEffect(() => {
    const timer = setInterval(() => void boot(), RETRY_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <main className={styles.only}>
      <div className={styles.failed}>
        <ErrorState
          title="The window could not be opened"
          message={error.message}
          hint={error.hint}
          onRetry={() => void boot()}
        />
      </div>
    </main>
  );
}

function LoadingWindow(): ReactElement | null {
  if (!useDelayed(true, 150)) return null;
  return (
    <div className={styles.skeleton}>
      <div className={styles.skeletonRail} />
      <div className={styles.skeletonSide}>
        <Skeleton shape="tree" rows={9} />
      </div>
      <div className={styles.skeletonCentre} />
    </div>
  );
}

function ReadyWindow({ app }: { app: AppState }): ReactElement {
  const overlay = useOverlays((store) => store.open);
  const closeOverlay = useOverlays((store) => store.close);
  const { workspace, shell } = app;
  useKeys(shell, IS_MAC);
  useAppCommands();
  useEffect(() => useShortcuts.getState().setShortcuts(shortcutTexts(shell, IS_MAC)), [shell]);
  const palette = useLoaded(loadPalette);
  const title = useTabs(({ tabs, active }) => tabs.find(({ id }) => id === active)?.title ?? null);
  useEffect(() => {
    document.title = windowTitle(workspace?.name ?? null, title);
  }, [workspace, title]);
  return (
    <>
      <div className={styles.banners}>
        <ConnectionBanner />
        <VaultBanner />
      </div>
      {workspace === null ? (
        <main className={styles.only} data-region="welcome" tabIndex={-1}>
          <Suspense>
            <Welcome />
          </Suspense>
        </main>
      ) : (
        <main key={workspace.dir} className={styles.main}>
          <h1>
            <Hidden>{workspace.name}</Hidden>
          </h1>
          <ActivityRail />
          <Dock />
        </main>
      )}
      <StatusBar />
      <Notices />
      <LiveRegion />
      {workspace !== null && <SourceDialogs />}
      <VaultDialog />
      <SettingsDialog open={overlay === 'settings'} onClose={closeOverlay} />
      {overlay === 'palette' && palette !== null && createElement(palette, { onClose: closeOverlay })}
      <Suspense>
        {overlay === 'help' && <HelpDialog shell={shell} isMac={IS_MAC} onClose={closeOverlay} />}
        {(overlay === 'open-workspace' || overlay === 'create-workspace') && (
          <WorkspaceDialog
            purpose={overlay === 'open-workspace' ? 'open' : 'create'}
            onClose={closeOverlay}
          />
        )}
      </Suspense>
    </>
  );
}
