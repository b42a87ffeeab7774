import type { RefreshReport } from '../../contract/sources.ts';
import { compareCatalogs } from '../catalogs/compare-catalogs.ts';
import { findSource } from './find-source.ts';
import type { SourcesHost } from './sources-host.ts';

/** Reads a source's catalog anew and tells what changed since the one known before. Throws `source-unknown`. */
export async function refreshCatalog(
  { workspace, catalogs, forgetRows }: Pick<SourcesHost, 'workspace' | 'catalogs' | 'forgetRows'>,
  name: string,
  signal: AbortSignal,
): Promise<RefreshReport> {
  const { name: known } = findSource(workspace.sources, name);
  const before = catalogs.known(known) ?? (await catalogs.lastKnown(known));
  const after = await catalogs.refresh(known, signal);
  await catalogs.remember(after);
  await forgetRows(known);
  return compareCatalogs(before, after);
}
