import { createHash } from 'node:crypto';
import type { SourceSpec } from './source-spec.ts';

/** Changes with whatever a source's rows depend on by its configuration; limits do not count. */
export function configurationOf({ kind, config }: Pick<SourceSpec, 'kind' | 'config'>): string {
  const sorted = Object.entries(config).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([kind, sorted]))
    .digest('hex')
    .slice(0, 16);
}
