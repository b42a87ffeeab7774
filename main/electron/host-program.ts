/** The host of the desktop shell: it hears where to listen from the shell, and ends with it. */
import { fileURLToPath } from 'node:url';
import { reportOf } from '../../engine/errors/atoll-error.ts';
import { closeServer, listen } from '../host/http/http-server.ts';
import { WindowHost } from '../host/window/window-host.ts';
import { atollHome, prepareHome } from '../services/home.ts';
import { desktopServer } from './desktop-server.ts';
import type { FromHost, ToHost } from './host-messages.ts';

const WINDOW_DIR = fileURLToPath(new URL('../../dist/window', import.meta.url));

async function serve({ socketPath, token, workspaceDir }: ToHost): Promise<void> {
  const home = await prepareHome(atollHome());
  const host = new WindowHost({ shell: 'desktop', home });
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const server = desktopServer({ host, token, windowDir: WINDOW_DIR, log });
  await listen(server, { path: socketPath });
  process.once('disconnect', () => void close());
  async function close(): Promise<void> {
    await Promise.all([closeServer(server), host.close()]);
    process.exit(0);
  }
  if (workspaceDir === null) return;
  // The window is there all the same, and says what is wrong.
  await host.openWorkspace(workspaceDir).catch((error: unknown) => {
    const { message } = reportOf(error);
    host.events.publish({ kind: 'notice', level: 'error', source: null, text: message });
  });
}

function tell(message: FromHost): void {
  process.send?.(message);
}

process.once('message', (message: ToHost) => {
  serve(message).then(
    () => tell({ kind: 'listening' }),
    (error: unknown) =>
      tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
  );
});
