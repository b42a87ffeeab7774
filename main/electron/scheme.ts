import type * as Electron from 'electron';

/** The window's address: its own scheme, so that no other page, program or user of the machine can reach it. */
export const SCHEME = 'atoll';

/** The origin of the window's page and of everything that it may ask. */
export const ORIGIN = `${SCHEME}://app`;

export const START_PAGE = `${ORIGIN}/index.html`;

/**
 * The scheme behaves as https does: an origin of its own, `fetch`, streamed answers. Must be told before the app is
 * ready. https://www.electronjs.org/docs/latest/api/protocol#protocolregisterschemesasprivilegedcustomschemes
 */
export function registerScheme({ protocol }: Pick<typeof Electron, 'protocol'>): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ]);
}
