import type { ReactElement } from 'react';
import type { ColumnEntry } from '../../../main/contract/api/sources.ts';
import { Button } from '../../ui/button.tsx';
import { useInspector } from '../../workspace/inspector-store.ts';
import { Awaited } from './awaited.tsx';
import { type Fact, Facts } from './facts.tsx';
import styles from './inspector.module.css';
import { type TableSubject, useTable } from './use-table.ts';

/** A column of a table: its types here and at its source, its key, its comment. */
export function CatalogColumn(subject: TableSubject & { readonly column: string }): ReactElement {
  const { source, schema, table, column } = subject;
  const asked = useTable(subject);
  return (
    <>
      <h3 className={styles.title}>{column}</h3>
      <p className={styles.quiet}>{[source, schema, table].filter((part) => part !== null).join('.')}</p>
      <Awaited asked={asked} title="The column could not be read">
        {({ columns }) => {
          const entry = columns.find(({ name }) => name === column);
          return entry === undefined ? (
            <p className={styles.quiet}>The table has no such column any more.</p>
          ) : (
            <Facts facts={columnFacts(entry)} />
          );
        }}
      </Awaited>
      <Button
        kind="quiet"
        onPress={() => useInspector.getState().inspect({ kind: 'table', source, schema, table })}
      >
        Show table
      </Button>
    </>
  );
}

function columnFacts(entry: ColumnEntry): readonly Fact[] {
  const { sql, type, nativeType, nullable, collation, comment, key, references } = entry;
  return [
    ['In a query', <code key="sql">{sql}</code>],
    ['Type', <code key="type">{type}</code>],
    ['At its source', <code key="native">{nativeType}</code>],
    ['Nulls', nullable ? 'may be null' : 'never null'],
    ...(key === null ? [] : ([['Key', key]] as const)),
    ...(references === null ? [] : ([['Points to', references]] as const)),
    ...(collation === null ? [] : ([['Collation', collation]] as const)),
    ...(comment === null ? [] : ([['Comment', comment]] as const)),
  ];
}
