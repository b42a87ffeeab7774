import { useEffect, useState } from 'react';
import { call } from '../../rpc/call.ts';

/** What the host found in columns for a search. */
export interface ColumnSearch {
  /** Names of columns by the id of their table's row. */
  readonly found: ReadonlyMap<string, ReadonlySet<string>>;
  /** Sources whose catalog was never read, so that nothing in them can be found. */
  readonly unread: readonly string[];
}

const NOTHING: ColumnSearch = { found: new Map(), unread: [] };
/** Typing goes on for less than this between two keys. */
const PAUSE_MS = 120;
const MOST = 300;

/** Columns whose name holds the words; they come after the tables, when typing pauses. */
export function useColumnSearch(words: string): ColumnSearch {
  const [answer, setAnswer] = useState({ words: '', search: NOTHING });
  useEffect(() => {
    if (words === '') return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      call('catalog', 'search', { text: words, limit: MOST }, stop.signal)
        .then(({ matches, unread }) => setAnswer({ words, search: { found: byTable(matches), unread } }))
        // A search that fails finds nothing in columns; tables are found without the host.
        .catch(() => setAnswer({ words, search: NOTHING }));
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [words]);
  return answer.words === words ? answer.search : NOTHING;
}

interface Match {
  readonly source: string;
  readonly schema: string | null;
  readonly table: string;
  readonly column: string | null;
}

function byTable(matches: readonly Match[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { source, schema, table, column } of matches) {
    if (column === null) continue;
    const id = JSON.stringify([source, schema, table]);
    found.set(id, (found.get(id) ?? new Set()).add(column));
  }
  return found;
}
