import { SettingsService } from '../../../services/settings/settings-service.ts';
import { openSettingsStore, type OpenSettings } from '../../../services/settings/settings-store.ts';
import type { ServiceHandlers } from '../handlers.ts';
import type { WindowContext } from '../window-context.ts';

/** The user's settings; every window hears of a change. */
export function settingsHandlers(
  { events, home }: WindowContext,
  open: OpenSettings = () => openSettingsStore(home),
): ServiceHandlers<'settings'> {
  const settings = new SettingsService(home, open, {
    onChange: (changed) => events.publish({ kind: 'settings', settings: changed }),
    onDamaged: (text) => events.publish({ kind: 'notice', level: 'warning', source: null, text }),
  });
  return { get: () => settings.get(), set: (change) => settings.set(change) };
}
