import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { AtollError } from '../../../../engine/errors/atoll-error.ts';
import type { WorkspaceSummary } from '../../../contract/api/app.ts';
import { createWorkspace } from '../../../services/workspace/create-workspace.ts';
import { ensureDemo } from '../../../services/workspace/demo-workspace.ts';
import { withHomeFolder } from '../../../services/workspace/home-folder.ts';
import type { ServiceHandlers } from '../handlers.ts';
import type { WindowContext } from '../window-context.ts';

/** Workspaces: make, open, close, and which were open last. */
export function workspacesHandlers(context: WindowContext): ServiceHandlers<'workspaces'> {
  const { recent } = context;
  const open = (dir: string): Promise<WorkspaceSummary> => opened(context, dir);
  return {
    recent: async () => ({ workspaces: await recent.list(), suggestedParent: suggestedParent() }),
    create: async ({ parent, name }) => await open(await createWorkspace(parent, name)),
    open: async ({ dir }) => await open(resolve(withHomeFolder(dir))),
    openDemo: async () => {
      await ensureDemo(context.demoDir, (text) =>
        context.events.publish({ kind: 'notice', level: 'info', source: null, text }),
      );
      return await open(context.demoDir);
    },
    close: async () => {
      await context.closeWorkspace();
      return {};
    },
    forget: async ({ dir }) => {
      await recent.forget(dir);
      return {};
    },
  };
}

async function opened(context: WindowContext, dir: string): Promise<WorkspaceSummary> {
  try {
    return await context.openWorkspace(dir);
  } catch (error) {
    if (!(error instanceof AtollError) || error.report.code !== 'workspace-missing') throw error;
    throw new AtollError('workspace-missing', error.report.message, {
      hint: 'Choose a folder that has an atoll.yaml, or create a workspace there.',
      cause: error,
    });
  }
}

/** Where documents are kept, where the system has such a folder. */
function suggestedParent(): string {
  const documents = join(homedir(), 'Documents');
  return existsSync(documents) ? documents : homedir();
}
