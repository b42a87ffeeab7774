import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'yaml';
import type { SourceSpec } from '../../fixtures/federation.ts';
import { type Placement, placesOf } from '../../tpch/placements.ts';
import { tpchQueries, tpchText } from '../../tpch/queries.ts';
import type { BenchServers } from './servers.ts';

/** Writes a workspace over the servers, and the texts of the queries beside it, for looking at single queries. */
export async function writeWorkspace(
  servers: BenchServers,
  placement: Placement,
  scale: number,
): Promise<string> {
  const workspace = path.join(servers.folder, 'workspace');
  const queries = path.join(servers.folder, 'queries');
  await mkdir(workspace, { recursive: true });
  await mkdir(queries, { recursive: true });
  const sections = await Promise.all(servers.sources.map((spec) => sectionOf(workspace, spec)));
  await writeFile(
    path.join(workspace, 'atoll.yaml'),
    stringify({ version: 1, sources: Object.fromEntries(sections) }),
  );
  for (const query of tpchQueries()) {
    const text = tpchText(query, placesOf(placement), scale);
    await writeFile(path.join(queries, `${query.name}.sql`), `${text}\n`);
  }
  return workspace;
}

async function sectionOf(workspace: string, spec: SourceSpec): Promise<[string, object]> {
  if (!('host' in spec)) return [spec.name, { kind: spec.kind, path: spec.path }];
  const { kind, host, port, database, user } = spec;
  const secret = `${spec.name}.secret`;
  await writeFile(path.join(workspace, secret), spec.password, { mode: 0o600 });
  return [spec.name, { kind, host, port, database, user, secret: `file:${secret}`, sslmode: 'disable' }];
}
