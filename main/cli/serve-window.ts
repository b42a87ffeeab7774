import { WindowHost } from '../host/window/window-host.ts';
import { addressSocketPath, askForAddress, offerAddresses } from '../web/address-socket.ts';
import { openAppWindow } from '../web/app-window.ts';
import { BrowserShell } from '../web/browser-shell.ts';
import { WINDOW_DIR } from '../web/window-places.ts';
import { type CommandContext, EXIT } from './command.ts';
import { write } from './output.ts';

/** What is served, and how it is shown. */
export interface Serving {
  /** `ATOLL_HOME`. */
  readonly home: string;
  /** Absolute; null where none is opened at the start. */
  readonly workspace: string | null;
  /** Null for any free one. */
  readonly port: number | null;
  /** The browser to open a window with; null for printing the address alone. */
  readonly browser: string | null;
}

/** Serves until the context's signal; where this user serves the same already, shows that and ends. */
export async function serveWindow(serving: Serving, context: CommandContext): Promise<number> {
  const { home, workspace, port } = serving;
  const socket = addressSocketPath(home, workspace ?? '');
  const running = socket === null ? null : await askForAddress(socket);
  if (running !== null) {
    await write(context.stdout, 'Atoll runs already.\n');
    await show(running, serving, context);
    return EXIT.success;
  }
  const log = (line: string): void => void context.stderr.write(`${line}\n`);
  await using host = new WindowHost({ shell: 'browser', home });
  if (workspace !== null) await host.openWorkspace(workspace);
  const parts = { host, workspace: workspace ?? '', port, windowDir: WINDOW_DIR, log };
  await using shell = await BrowserShell.open(parts);
  await using _offer = await offerAddresses(socket, () => shell.freshAddress());
  await show(shell.freshAddress(), serving, context);
  const onEnter = (): void =>
    void write(context.stdout, addressText(shell.freshAddress())).catch(() => undefined);
  process.stdin.on('data', onEnter);
  await ended(context.signal);
  process.stdin.off('data', onEnter).pause();
  return EXIT.success;
}

async function show(address: string, { home, browser }: Serving, { stdout }: CommandContext): Promise<void> {
  const isOpen = browser !== null && (await openAppWindow({ browser, home, address }));
  await write(
    stdout,
    isOpen
      ? 'The window is open. Press Enter here for an address to open in a browser, Ctrl-C to end.\n'
      : addressText(address),
  );
}

function addressText(address: string): string {
  return `Open this address in a browser of this machine; it works once, for one minute:
  ${address}
Press Enter where Atoll runs for a new one, Ctrl-C there to end.
`;
}

function ended(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
