import type * as Electron from 'electron';
import { ORIGIN } from './scheme.ts';

/**
 * Denies every permission: the page needs none but writing to the clipboard, which a press of a key or button asks for.
 * https://www.electronjs.org/docs/latest/tutorial/security#5-handle-session-permission-requests-from-remote-content
 */
export function denyPermissions(session: Electron.Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    answer(permission === 'clipboard-sanitized-write');
  });
  session.setPermissionCheckHandler((_contents, permission) => permission === 'clipboard-sanitized-write');
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null));
}

/** Nothing leaves the window's own origin: neither the page nor a frame, a new window or a tag of another page. */
export function keepInside(contents: Electron.WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => {
    if (!isInside(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isInside(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isInside(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

function isInside(url: string): boolean {
  return url.startsWith(`${ORIGIN}/`);
}

/** Refuses whatever is asked of the network by the page itself: its own scheme does not pass here. */
export function refuseNetwork(session: Electron.Session): void {
  const filter = { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file://*/*'] };
  session.webRequest.onBeforeRequest(filter, (_details, answer) => answer({ cancel: true }));
}
