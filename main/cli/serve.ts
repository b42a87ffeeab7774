import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { atollHome } from '../services/home.ts';
import { findWorkspace } from '../services/workspace/find-workspace.ts';
import { WORKSPACE_FILE } from '../services/workspace/load-workspace.ts';
import { type OptionTable, type Parsed, parseArguments, usage } from './arguments.ts';
import type { Command } from './command.ts';
import { SERVE_HELP } from './help/serve-help.ts';
import { serveWindow } from './serve-window.ts';

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
    return await serveWindow({ home: atollHome(), workspace, port, browser: null }, context);
  },
};

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
