import type { SourceFacts } from '../optimize/rule.ts';
import { walk } from '../plan/walk.ts';
import type { PushdownMode } from '../types/pushdown.ts';
import { refuse } from './refuse.ts';
import type { SourceSite } from './source-site.ts';

/** What rules are told of the sources: the catalog's entries, and what placement itself would answer about a subtree. */
export function sourceFacts(site: (source: string) => SourceSite, mode: PushdownMode): SourceFacts {
  return {
    table: (scan) => site(scan.source).table(scan),
    canRun: (source, subtree) =>
      [...walk(subtree)].every((node) => refuse(node, site(source), mode) === null),
  };
}
