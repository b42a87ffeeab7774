import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { WindowHost } from '../host/window/window-host.ts';
import { atollHome } from '../services/atoll-home.ts';
import { findWorkspace } from '../services/workspace/find-workspace.ts';
import { WORKSPACE_FILE } from '../services/workspace/load-workspace.ts';
import { addressSocketPath, askForAddress, offerAddresses } from '../web/address-socket.ts';
import { BrowserShell } from '../web/browser-shell.ts';
import { WINDOW_DIR } from '../web/window-places.ts';
import { type OptionTable, type Parsed, parseArguments, usage } from './arguments.ts';
import { type Command, type CommandContext, EXIT } from './command.ts';
import { SERVE_HELP } from './help/serve-help.ts';
import { write } from './output.ts';

const OPTIONS = { port: { type: 'string' } } as const satisfies OptionTable;

/** `atoll serve`. */
export const serveCommand: Command = {
  name: 'serve',
  summary: 'open the window in a browser of this machine',
  help: SERVE_HELP,
  run: async (args, context) => {
    const parsed = parseArguments('serve', args, OPTIONS);
    if (parsed.positionals.length > 0) throw usage('atoll serve takes options alone.', 'serve');
    const port = portOf(parsed);
    const workspace = workspaceToServe(parsed, context.cwd);
    return await serve({ home: atollHome(), workspace, port }, context);
  },
};

/** What is served, and where. */
export interface Serving {
  readonly home: string;
  /** Absolute; null where none is opened at the start. */
  readonly workspace: string | null;
  /** Null for any free one. */
  readonly port: number | null;
}

/** Serves until the context's signal; where this user serves the same already, prints a way into that and ends. */
export async function serve({ home, workspace, port }: Serving, context: CommandContext): Promise<number> {
  const socket = addressSocketPath(home, workspace ?? '');
  const running = socket === null ? null : await askForAddress(socket);
  if (running !== null) {
    await write(context.stdout, `Atoll runs already. ${wayIn(running)}`);
    return EXIT.success;
  }
  const log = (line: string): void => void context.stderr.write(`${line}\n`);
  await using host = new WindowHost({ shell: 'browser', home });
  if (workspace !== null) await host.openWorkspace(workspace);
  const parts = { host, workspace: workspace ?? '', port, windowDir: WINDOW_DIR, log };
  await using shell = await BrowserShell.open(parts);
  const offer = socket === null ? null : await offerAddresses(socket, () => shell.freshAddress());
  const print = (): Promise<void> => write(context.stdout, wayIn(shell.freshAddress()));
  await print();
  const onEnter = (): void => void print().catch(() => undefined);
  process.stdin.on('data', onEnter);
  await ended(context.signal);
  process.stdin.off('data', onEnter).pause();
  offer?.close();
  return EXIT.success;
}

function wayIn(address: string): string {
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

function portOf(parsed: Parsed): number | null {
  const text = parsed.text('port');
  if (text === undefined) return null;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535) throw usage(`--port is a number from 1 to 65535; not ${text}.`, 'serve');
  return port;
}

function workspaceToServe(parsed: Parsed, cwd: string): string | null {
  const given = parsed.text('workspace');
  if (given !== undefined) return resolve(cwd, given);
  const found = findWorkspace(cwd);
  return existsSync(join(found, WORKSPACE_FILE)) ? found : null;
}
