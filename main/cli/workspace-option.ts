import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AtollError } from '../../engine/errors/atoll-error.ts';
import { findWorkspace } from '../services/workspace/find-workspace.ts';
import type { Parsed } from './arguments.ts';
import type { CommandContext } from './command.ts';

/** The folder that `-w` names, else the current one or its nearest parent that is a workspace. */
export function workspaceOf(parsed: Parsed, cwd: string): string {
  const given = parsed.text('workspace');
  return given === undefined ? findWorkspace(cwd) : resolve(cwd, given);
}

/**
 * Refuses what would need governance: this version does not enforce policies, so a workspace that has them gives no
 * rows and no plans. Throws `plan-unsupported`.
 */
export function checkRole(parsed: Parsed, workspaceDir: string, { stderr }: CommandContext): void {
  const role = parsed.text('as');
  if (existsSync(join(workspaceDir, 'policies.yaml'))) {
    throw new AtollError(
      'plan-unsupported',
      'This workspace has a policies.yaml, and this version does not enforce policies yet.',
      {
        file: 'policies.yaml',
        hint: 'Governance comes with a later version; until then nothing is read from a workspace that asks for it.',
      },
    );
  }
  if (role !== undefined)
    stderr.write(
      `note: the workspace names no roles (it has no policies.yaml), so --as ${role} changes nothing\n`,
    );
}
