import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AtollError } from '../../../engine/errors/atoll-error.ts';

const POLICIES = 'policies.yaml';

/**
 * Refuses what would need governance: this version does not enforce policies, so a workspace that has them gives no
 * rows and no plans. Throws `plan-unsupported`.
 */
export function refuseGoverned(workspaceDir: string): void {
  if (!existsSync(join(workspaceDir, POLICIES))) return;
  throw new AtollError(
    'plan-unsupported',
    'This workspace has a policies.yaml, and this version does not enforce policies yet.',
    {
      file: POLICIES,
      hint: 'Governance comes with a later version; until then nothing is read from a workspace that asks for it.',
    },
  );
}
