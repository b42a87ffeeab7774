import { Plus, SquareCode } from 'lucide-react';
import { type ReactElement, useEffect, useState } from 'react';
import { call } from '../../rpc/call.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { runCommand } from '../../workspace/commands.ts';
import { openText } from '../../workspace/editor-actions.ts';
import { useSources } from '../../workspace/sources-store.ts';
import styles from './editor-panel.module.css';

/** The editor without a tab: shows a query over one of the open sources to begin with. */
export function NoTabs(): ReactElement {
  const example = useExample();
  const text =
    example === null
      ? 'One SQL text may join tables of several sources: add a source, then write source.table in FROM.'
      : 'One SQL text may join tables of several sources, each named source.table. For example:';
  return (
    <div className={styles.empty}>
      <EmptyState
        icon={SquareCode}
        title="No query is open"
        text={
          <>
            {text}
            {example !== null && <pre>{example}</pre>}
          </>
        }
        action={
          <>
            {example !== null && (
              <Button kind="primary" onPress={() => openText(example)}>
                Open this example
              </Button>
            )}
            <Button icon={Plus} onPress={() => runCommand('query.new')}>
              New query
            </Button>
          </>
        }
      />
    </div>
  );
}

/** A query over the first table of the first source whose catalog is known. */
function useExample(): string | null {
  const sources = useSources((store) => store.sources);
  const [example, setExample] = useState<string | null>(null);
  useEffect(() => {
    let wanted = true;
    const find = async (): Promise<void> => {
      for (const { name } of sources ?? []) {
        const { tables } = await call('catalog', 'tables', { source: name });
        const [table] = tables.toSorted((a, b) => (b.rows ?? 0) - (a.rows ?? 0));
        if (table === undefined) continue;
        if (wanted) setExample(`SELECT *\nFROM ${table.sql}\nLIMIT 100`);
        return;
      }
    };
    // Without an example the panel teaches in words.
    find().catch(() => undefined);
    return () => {
      wanted = false;
    };
  }, [sources]);
  return example;
}
