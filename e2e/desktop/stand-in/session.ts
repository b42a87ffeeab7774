import type * as Electron from 'electron';
import { strict } from './strict.ts';

type Session = Electron.Session;

/** What was set on the default session. */
export class SessionState {
  requestHandler: Parameters<Session['setPermissionRequestHandler']>[0] = null;
  checkHandler: Parameters<Session['setPermissionCheckHandler']>[0] = null;
  deviceHandler: Parameters<Session['setDevicePermissionHandler']>[0] = null;
  mediaHandler: Parameters<Session['setDisplayMediaRequestHandler']>[0] = null;
  /** Patterns, and who decides about addresses that fit one of them. */
  network: { readonly urls: readonly string[]; readonly decide: (url: string) => boolean } | null = null;

  /** `session.defaultSession`. */
  module(): Session {
    return strict<Session>('session.defaultSession', {
      setPermissionRequestHandler: (handler) => void (this.requestHandler = handler),
      setPermissionCheckHandler: (handler) => void (this.checkHandler = handler),
      setDevicePermissionHandler: (handler) => void (this.deviceHandler = handler),
      setDisplayMediaRequestHandler: (handler) => void (this.mediaHandler = handler),
      webRequest: strict<Electron.WebRequest>('webRequest', {
        onBeforeRequest: ((
          { urls }: Electron.WebRequestFilter,
          listener: (
            details: Electron.OnBeforeRequestListenerDetails,
            answer: (response: Electron.CallbackResponse) => void,
          ) => void,
        ) => {
          const decide = (url: string): boolean => {
            let cancelled = false;
            listener({ url } as Electron.OnBeforeRequestListenerDetails, ({ cancel }) => {
              cancelled = cancel === true;
            });
            return !cancelled;
          };
          this.network = { urls, decide };
        }) as Electron.WebRequest['onBeforeRequest'],
      }),
    });
  }

  /** Whether the page is given a permission: as Chromium asks, first whether it has it, then for it. */
  grants(contents: Electron.WebContents, permission: string): boolean {
    const name = permission as Parameters<NonNullable<typeof this.requestHandler>>[1];
    const has = this.checkHandler?.(contents, name, '', {} as Electron.PermissionCheckHandlerHandlerDetails);
    if (has === true) return true;
    let granted = this.requestHandler === null;
    this.requestHandler?.(contents, name, (answer) => (granted = answer), {} as Electron.PermissionRequest);
    return granted;
  }

  /** Whether a request to the network may leave. */
  lets(url: string): boolean {
    const fits = this.network?.urls.some((pattern) => patternOf(pattern).test(url)) === true;
    return !fits || this.network?.decide(url) === true;
  }
}

/** A match pattern: https://developer.chrome.com/docs/extensions/develop/concepts/match-patterns */
function patternOf(pattern: string): RegExp {
  const escaped = pattern.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`);
}
