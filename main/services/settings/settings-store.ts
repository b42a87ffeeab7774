/**
 * A JSON object in a file, as the packages `conf` and `electron-store` keep one: both are of this shape and read each
 * other's files.
 */
export interface SettingsStore {
  /** Read anew at each use; setting replaces the whole file. Reading throws `SyntaxError` where the text is no JSON. */
  store: Record<string, unknown>;
}

/** Opens a store. Rejects with `SyntaxError` where the text is no JSON. */
export type OpenSettings = () => Promise<SettingsStore>;

/** The file's name in Atoll's own folder, without its ending `.json`. */
export const SETTINGS_NAME = 'settings';

/** The store of programs that run without Electron: `settings.json` in Atoll's own folder. */
export async function openSettingsStore(home: string): Promise<SettingsStore> {
  // Loaded when needed: it brings a library of schemas along, which the command line can do without.
  const { default: Conf } = await import('conf');
  return new Conf<Record<string, unknown>>({
    cwd: home,
    configName: SETTINGS_NAME,
    configFileMode: 0o600,
    clearInvalidConfig: false,
  });
}
