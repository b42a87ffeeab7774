import {
  FileText,
  Fingerprint,
  Folder,
  KeyRound,
  Layers,
  Link2,
  ShieldAlert,
  Table2,
  TextSearch,
  TriangleAlert,
} from 'lucide-react';
import { type ReactElement, useEffect } from 'react';
import type { ColumnEntry, TableEntry } from '../../../main/contract/api/sources.ts';
import { countText } from '../../ui/figures.ts';
import { Monogram } from '../../ui/monogram.tsx';
import { useDelayed } from '../../ui/use-delayed.ts';
import { useCatalogs } from './catalogs-store.ts';
import { HealthChip } from './health-chip.tsx';
import { NameText } from './name-text.tsx';
import { retryLoading, retryWords } from './retry-loading.ts';
import { rowName } from './tree-keys.ts';
import type { TreeRow } from './tree-row.ts';
import styles from './tree.module.css';
import { useTree } from './tree-store.ts';

const SIZE = 14;
const TABLE_ICONS = { table: Table2, view: TextSearch, file: FileText, folder: Folder } as const;
const KEY_ICONS = { primary: KeyRound, unique: Fingerprint, foreign: Link2 } as const;

/** What stands in a row after its arrow. */
export function RowContent({ row, words }: { row: TreeRow; words: string }): ReactElement {
  switch (row.kind) {
    case 'source':
      return <SourceContent row={row} words={words} />;
    case 'schema':
      return (
        <>
          <Layers size={SIZE} />
          <NameText name={row.schema} words="" />
          <span className={styles.figure}>{countText(row.tables)}</span>
        </>
      );
    case 'table':
      return <TableContent table={row.table} words={words} />;
    case 'column':
      return <ColumnContent column={row.column} words={words} />;
    case 'loading':
      return <LoadingContent row={row} />;
    case 'failed':
      return <FailedContent row={row} />;
    case 'problems':
    case 'problem':
      return (
        <>
          <TriangleAlert size={SIZE} className={styles.warning} />
          {row.kind === 'problems' || !row.message.includes(row.name) ? (
            <NameText name={rowName(row)} words="" />
          ) : null}
          {row.kind === 'problem' && <span className={styles.quietText}>{row.message}</span>}
        </>
      );
    case 'nothing':
      return <span className={styles.quietText}>{row.text}</span>;
  }
}

function SourceContent({ row, words }: { row: TreeRow; words: string }): ReactElement {
  const { source } = row;
  const refreshing = useTree((tree) => tree.refreshing.has(source.name));
  return (
    <>
      <Monogram hue={source.hue} letters={source.monogram} />
      <span className={source.state === 'killed' ? styles.killed : styles.sourceName}>
        <NameText name={source.name} words={words} />
      </span>
      {source.production && <ShieldAlert size={SIZE} className={styles.warning} />}
      <span className={styles.end}>
        {refreshing ? <span className={styles.figure}>reading…</span> : <HealthChip source={source} />}
      </span>
    </>
  );
}

function TableContent({ table, words }: { table: TableEntry; words: string }): ReactElement {
  const Icon = TABLE_ICONS[table.kind];
  return (
    <>
      <Icon size={SIZE} className={styles.icon} />
      <NameText name={table.name} words={words} />
      {table.rows !== null && <span className={styles.figure}>{countText(table.rows)}</span>}
    </>
  );
}

function ColumnContent({ column, words }: { column: ColumnEntry; words: string }): ReactElement {
  const Icon = column.key === null ? null : KEY_ICONS[column.key];
  const native = column.nativeType.toLowerCase() === column.type.toLowerCase() ? null : column.nativeType;
  return (
    <>
      <NameText name={column.name} words={words} />
      {Icon !== null && <Icon size={SIZE} className={styles.icon} />}
      <span className={styles.types}>
        {column.type}
        {native !== null && <span className={styles.native}>{native}</span>}
      </span>
    </>
  );
}

/** Asks for what it stands for, once it is in sight. */
function LoadingContent({ row }: { row: TreeRow }): ReactElement | null {
  const { source, parent } = row;
  useEffect(() => {
    const { catalogs, columns, loadTables, loadColumns } = useCatalogs.getState();
    if (row.level === 2 && !catalogs.has(source.name)) void loadTables(source.name);
    if (parent !== null && row.level > 2 && !columns.has(parent)) {
      const [, schema, table] = JSON.parse(parent) as [string, string | null, string];
      void loadColumns({ source: source.name, schema, table });
    }
  }, [row.level, source.name, parent]);
  return useDelayed(true, 150) ? <span className={styles.bone} /> : null;
}

function FailedContent({ row }: { row: Extract<TreeRow, { kind: 'failed' }> }): ReactElement {
  return (
    <>
      <TriangleAlert size={SIZE} className={styles.failedIcon} />
      <span className={styles.failedText}>{row.error.message}</span>
      <button type="button" tabIndex={-1} className={styles.retry} onClick={() => retryLoading(row)}>
        {retryWords(row)}
      </button>
    </>
  );
}
