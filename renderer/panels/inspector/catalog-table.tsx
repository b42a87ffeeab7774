import { KeyRound } from 'lucide-react';
import type { ReactElement } from 'react';
import type { ColumnEntry, TableEntry } from '../../../main/contract/api/sources.ts';
import { bytesText, countText } from '../../ui/figures.ts';
import { Hidden } from '../../ui/hidden.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useInspector } from '../../workspace/inspector-store.ts';
import { Awaited } from './awaited.tsx';
import { type Fact, Facts } from './facts.tsx';
import styles from './inspector.module.css';
import { type TableSubject, useTable } from './use-table.ts';

/** A table: how large it is, and its columns. */
export function CatalogTable(subject: TableSubject): ReactElement {
  const asked = useTable(subject);
  return (
    <>
      <h3 className={styles.title}>{subject.table}</h3>
      <p className={styles.quiet}>
        {[subject.source, subject.schema].filter((part) => part !== null).join('.')}
      </p>
      <Awaited asked={asked} title="The table could not be read">
        {({ table, columns }) => (
          <>
            <Facts facts={tableFacts(table)} />
            <h4 className={styles.heading}>Columns</h4>
            <ul className={styles.columns}>
              {columns.map((column) => (
                <ColumnLine key={column.name} column={column} subject={subject} />
              ))}
            </ul>
          </>
        )}
      </Awaited>
    </>
  );
}

function tableFacts({ kind, rows, bytes, comment, columns, sql }: TableEntry): readonly Fact[] {
  return [
    ['In a query', <code key="sql">{sql}</code>],
    ['Kind', kind],
    ['Rows', rows === null ? 'not known' : `about ${countText(rows)}`],
    ['Size', bytes === null ? 'not known' : bytesText(bytes)],
    ['Columns', countText(columns)],
    ...(comment === null ? [] : ([['Comment', comment]] as const)),
  ];
}

interface ColumnLineProps {
  readonly column: ColumnEntry;
  readonly subject: TableSubject;
}

function ColumnLine({ column, subject }: ColumnLineProps): ReactElement {
  const { source, schema, table } = subject;
  const open = (): void =>
    useInspector.getState().inspect({ kind: 'column', source, schema, table, column: column.name });
  return (
    <li>
      <button type="button" className={styles.columnLine} onClick={open}>
        <span className={styles.columnName}>{column.name}</span>
        {column.key !== null && (
          <>
            <Icon shape={KeyRound} size={12} />
            <Hidden>{column.key} key</Hidden>
          </>
        )}
        <span className={styles.quiet}>{column.type}</span>
      </button>
    </li>
  );
}
