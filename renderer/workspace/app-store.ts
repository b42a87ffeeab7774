import { create } from 'zustand';
import type { AppState, Settings, VaultState, WorkspaceSummary } from '../../main/contract/api/app.ts';

interface AppStore {
  /** Null until the host has answered. */
  readonly app: AppState | null;
  readonly settings: Settings | null;
  readonly connected: boolean;
  /** The host was started anew and has to let this browser in again. */
  readonly shutOut: boolean;
  readonly setApp: (app: AppState) => void;
  readonly setSettings: (settings: Settings) => void;
  readonly setVault: (vault: VaultState) => void;
  readonly setWorkspace: (workspace: WorkspaceSummary | null) => void;
  readonly setConnected: (connected: boolean) => void;
  readonly setShutOut: () => void;
}

/** The program as the window knows it: version, workspace, vault, settings, and whether the host is heard. */
export const useApp = create<AppStore>((set) => ({
  app: null,
  settings: null,
  connected: true,
  shutOut: false,
  setApp: (app) => set({ app }),
  setSettings: (settings) => set({ settings }),
  setVault: (vault) => set(({ app }) => ({ app: app === null ? null : { ...app, vault } })),
  setWorkspace: (workspace) => set(({ app }) => ({ app: app === null ? null : { ...app, workspace } })),
  setConnected: (connected) => set(connected ? { connected, shutOut: false } : { connected }),
  setShutOut: () => set({ shutOut: true }),
}));

/** Whether a workspace is open. What is in it is not to be asked for while it is being closed. */
export function hasWorkspace(): boolean {
  const { app } = useApp.getState();
  return app !== null && app.workspace !== null;
}
