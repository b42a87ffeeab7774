/**
 * Debian packages that steps of suites.mjs may name under `needs`; what no step names is never installed.
 * `command` tells whether the package is there, on any system.
 *
 * @typedef {{ command: string, brings: string }} DebianPackage
 */

/** @type {Readonly<Record<string, DebianPackage>>} */
export const PACKAGES = {
  chromium: { command: 'chromium', brings: 'a real browser for the window' },
  'mariadb-server': { command: 'mariadbd', brings: 'a real MariaDB' },
  'gnome-keyring': { command: 'gnome-keyring-daemon', brings: 'a keychain on Linux' },
  'dbus-x11': { command: 'dbus-run-session', brings: 'a session bus for the keychain' },
};
