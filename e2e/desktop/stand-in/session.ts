import type * as Electron from 'electron';
import { strict } from './strict.ts';

type Session = Electron.Session;

/**
 * What was set on the default session, each handler in the place of the one before:
 * https://www.electronjs.org/docs/latest/api/session#instance-methods
 */
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
      // https://www.electronjs.org/docs/latest/api/session#sessetpermissionrequesthandlerhandler
      setPermissionRequestHandler: (handler) => void (this.requestHandler = handler),
      // https://www.electronjs.org/docs/latest/api/session#sessetpermissioncheckhandlerhandler
      setPermissionCheckHandler: (handler) => void (this.checkHandler = handler),
      // https://www.electronjs.org/docs/latest/api/session#sessetdevicepermissionhandlerhandler
      setDevicePermissionHandler: (handler) => void (this.deviceHandler = handler),
      // https://www.electronjs.org/docs/latest/api/session#sessetdisplaymediarequesthandlerhandler-opts
      setDisplayMediaRequestHandler: (handler) => void (this.mediaHandler = handler),
      webRequest: strict<Electron.WebRequest>('webRequest', {
        // https://www.electronjs.org/docs/latest/api/web-request#webrequestonbeforerequestfilter-listener: the last
        // listener counts, and is asked of addresses that fit the filter; `cancel` stops the request.
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

  /**
   * Whether the page is given a permission: most parts of Chromium first check whether it has it and then ask for it
   * (https://www.electronjs.org/docs/latest/api/session#sessetpermissioncheckhandlerhandler); without a handler all are
   * given (https://www.electronjs.org/docs/latest/tutorial/security#5-handle-session-permission-requests-from-remote-content).
   */
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
