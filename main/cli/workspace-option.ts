import { resolve } from 'node:path';
import { findWorkspace } from '../services/workspace/find-workspace.ts';
import { refuseGoverned } from '../services/workspace/refuse-governed.ts';
import type { Parsed } from './arguments.ts';
import type { CommandContext } from './command.ts';

/** The folder that `-w` names, else the current one or its nearest parent that is a workspace. */
export function workspaceOf(parsed: Parsed, cwd: string): string {
  const given = parsed.text('workspace');
  return given === undefined ? findWorkspace(cwd) : resolve(cwd, given);
}

/** Refuses a workspace that has policies, and tells that a role changes nothing. Throws `plan-unsupported`. */
export function checkRole(parsed: Parsed, workspaceDir: string, { stderr }: CommandContext): void {
  refuseGoverned(workspaceDir);
  const role = parsed.text('as');
  if (role !== undefined)
    stderr.write(
      `note: the workspace names no roles (it has no policies.yaml), so --as ${role} changes nothing\n`,
    );
}
