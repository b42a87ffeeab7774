import { useEffect, useState } from 'react';
import type { ApiOutput } from '../../../main/contract/api/api.ts';
import { call } from '../../rpc/call.ts';
import { useApp } from '../../workspace/app-store.ts';

export type Match = ApiOutput<'catalog', 'search'>['matches'][number];

const QUIET_MS = 80;
const MATCHES = 30;
const SHORTEST = 2;
const NONE: readonly Match[] = [];

/** Tables and columns that match a text; empty while the text is too short to mean any. */
export function useMatches(text: string): readonly Match[] {
  const [found, setFound] = useState<readonly Match[]>([]);
  const wanted = useHasWorkspace() ? text.trim() : '';
  useEffect(() => {
    if (wanted.length < SHORTEST) return undefined;
    const given = new AbortController();
    const timer = setTimeout(() => {
      call('catalog', 'search', { text: wanted, limit: MATCHES }, given.signal)
        .then(({ matches }) => setFound(matches))
        .catch(() => setFound([]));
    }, QUIET_MS);
    return () => {
      clearTimeout(timer);
      given.abort();
    };
  }, [wanted]);
  return wanted.length < SHORTEST ? NONE : found;
}

/** The names of saved queries; empty until they came. */
export function useQueryNames(): readonly string[] {
  const [names, setNames] = useState<readonly string[]>([]);
  const hasWorkspace = useHasWorkspace();
  useEffect(() => {
    if (!hasWorkspace) return undefined;
    const given = new AbortController();
    call('queries', 'list', {}, given.signal)
      .then(({ queries }) => setNames(queries.map(({ name }) => name)))
      .catch(() => setNames([]));
    return () => given.abort();
  }, [hasWorkspace]);
  return names;
}

function useHasWorkspace(): boolean {
  return useApp(({ app }) => app !== null && app.workspace !== null);
}
