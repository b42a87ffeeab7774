import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { CODE_LIFE_MS } from './one-time-codes.ts';
import { writeRedirect } from './redirect-file.ts';

/** A browser that fails does so within this time, ms. */
const STARTED_MS = 3000;

/** What is shown, and with what. */
export interface AppWindowOptions {
  /** The program of a Chromium. */
  readonly browser: string;
  /** `ATOLL_HOME`: the window's browser profile is below it. */
  readonly home: string;
  /** With its code. */
  readonly address: string;
}

/**
 * Opens a browser window without tabs for an address, with a profile of its own; false where the browser does not
 * start. Its arguments name a file that leads to the address, never the address.
 */
export async function openAppWindow({ browser, home, address }: AppWindowOptions): Promise<boolean> {
  const redirect = await writeRedirect(home, address);
  const forget = (): void => void redirect[Symbol.asyncDispose]();
  process.once('exit', () => redirect.removeNow());
  setTimeout(forget, CODE_LIFE_MS).unref();
  const child = spawn(browser, argumentsOf(home, redirect.url), { stdio: 'ignore', detached: true });
  child.unref();
  const started = await new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(true), STARTED_MS);
    const settle = (isStarted: boolean): void => {
      clearTimeout(timer);
      resolve(isStarted);
    };
    child.once('error', () => settle(false));
    // A browser that runs with this profile already takes the window over, and the new one ends with 0.
    child.once('exit', (code) => settle(code === 0));
  });
  if (!started) forget();
  return started;
}

function argumentsOf(home: string, url: string): readonly string[] {
  return [
    `--app=${url}`,
    `--user-data-dir=${join(home, 'browser')}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-sync',
    '--disable-background-networking',
    '--disable-component-update',
    '--window-size=1440,900',
    // Chromium's sandbox does not start for the root user.
    ...(process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : []),
  ];
}
