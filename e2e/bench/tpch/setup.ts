import { type Placement, TPCH_SOURCES, tablesAt } from '../../tpch/placements.ts';
import type { Floor } from './floor.ts';
import { type Hub, HUB_SETTINGS, MYSQL_FDW_OPTIONS, POSTGRES_FDW_OPTIONS } from './hub.ts';
import { indexNote } from './indexes.ts';
import { MARIADB_COLLATION } from './load.ts';
import { type BenchServers, MARIADB_SETTINGS, POSTGRES_SETTINGS } from './servers.ts';

/** Versions of the servers that take part, by kind. */
export async function versionsOf(
  servers: BenchServers,
  floor: Floor,
  hub: Hub | null,
): Promise<Readonly<Record<string, string>>> {
  const sources = await servers.versions();
  return {
    ...sources,
    DuckDB: floor.version,
    ...hub?.versions,
  };
}

/** How sources and peers were set up, a sentence each. */
export function setupOf(placement: Placement, peers: boolean): readonly string[] {
  const places = TPCH_SOURCES.map((source) => [source, tablesAt(source, [placement])] as const)
    .filter(([, tables]) => tables.length > 0)
    .map(([source, tables]) => `${source}: ${tables.join(', ')}`);
  return [
    `Placement ${placement.name}: ${places.join('; ')}.`,
    `Each source on this machine, reached by TCP over 127.0.0.1. PostgreSQL with ${POSTGRES_SETTINGS.join(', ')}, locale C.UTF-8, VACUUM ANALYZE; MariaDB with ${MARIADB_SETTINGS.join(' ').replaceAll('--', '')}, text in ${MARIADB_COLLATION}, ANALYZE TABLE … PERSISTENT FOR ALL; all other settings at their defaults. Indexes of servers: ${indexNote()}.`,
    'Atoll: one process for each mode, sources open before the first query, two threads of DuckDB. Time is from the text to the finished result file.',
    ...(peers
      ? [
          `Hub: a PostgreSQL of its own with ${HUB_SETTINGS.join(', ')}, jit at its default (on); foreign tables of PostgreSQL analysed (${POSTGRES_FDW_OPTIONS}), those of MariaDB not (${MYSQL_FDW_OPTIONS}). One session for all queries; its answers were held against the floor's to eight digits.`,
        ]
      : []),
    'Floor: the same DuckDB with two threads over one file with all eight tables, no indexes.',
  ];
}
