import { createHash } from 'node:crypto';
import type { SourceSpec } from './source-spec.ts';

/** Changes with whatever a source's rows depend on by its configuration; limits do not count. */
export function configurationOf({
  kind,
  config,
  tunnel,
}: Pick<SourceSpec, 'kind' | 'config' | 'tunnel'>): string {
  const sorted = Object.entries(config).toSorted(([one], [other]) => (one < other ? -1 : 1));
  // The same host and port are another server at another far end.
  const way = tunnel === undefined || tunnel === null ? [] : [[tunnel.host, tunnel.port]];
  return createHash('sha256')
    .update(JSON.stringify([kind, sorted, ...way]))
    .digest('hex')
    .slice(0, 16);
}
