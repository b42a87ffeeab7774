import type { ColumnEntry, TableEntry } from '../../../main/contract/api/sources.ts';
import { bytesText, countText } from '../../ui/figures.ts';
import { healthView } from './health-view.ts';
import type { TreeRow } from './tree-row.ts';
import { rowName } from './tree-keys.ts';

const KEY_WORDS = { primary: 'primary key', unique: 'unique', foreign: 'foreign key' } as const;

/** A row as a screen reader says it. */
export function rowLabel(row: TreeRow): string {
  switch (row.kind) {
    case 'source': {
      const { source } = row;
      const marks = source.production ? [source.label, 'production'] : [source.label];
      return [source.name, ...marks, healthView(source).title].join(', ');
    }
    case 'schema':
      return `${row.schema}, schema, ${countText(row.tables)} tables`;
    case 'table':
      return [row.table.name, row.table.kind, rowsWords(row.table)].filter((part) => part !== '').join(', ');
    case 'column':
      return [row.column.name, row.column.type, keyWords(row.column)]
        .filter((part) => part !== '')
        .join(', ');
    case 'problem':
      return `${row.name}: ${row.message}`;
    case 'failed':
      return `${row.error.message} Press Enter to try again.`;
    case 'loading':
    case 'problems':
    case 'nothing':
      return rowName(row);
  }
}

/** What more there is to know of a row, for its tooltip. */
export function rowTitle(row: TreeRow): string {
  switch (row.kind) {
    case 'source':
      return [`${row.source.name} (${row.source.label})`, row.source.where].join('\n');
    case 'table':
      return tableTitle(row.table);
    case 'column':
      return columnTitle(row.column);
    case 'schema':
    case 'loading':
    case 'failed':
    case 'problems':
    case 'problem':
    case 'nothing':
      return rowLabel(row);
  }
}

function tableTitle(table: TableEntry): string {
  const size = table.bytes === null ? '' : bytesText(table.bytes);
  const figures = [rowsWords(table), size].filter((part) => part !== '').join(', ');
  return [table.sql, table.comment ?? '', figures].filter((line) => line !== '').join('\n');
}

function columnTitle(column: ColumnEntry): string {
  const type =
    column.nativeType === column.type ? column.type : `${column.nativeType}, read as ${column.type}`;
  return [
    column.name,
    `${type}${column.nullable ? '' : ', not null'}`,
    keyWords(column),
    column.comment ?? '',
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function rowsWords({ rows }: TableEntry): string {
  return rows === null ? '' : `about ${countText(rows)} rows`;
}

function keyWords({ key, references }: ColumnEntry): string {
  if (key === null) return '';
  return references === null ? KEY_WORDS[key] : `${KEY_WORDS[key]} to ${references}`;
}
