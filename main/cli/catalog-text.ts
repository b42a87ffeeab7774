import type { CatalogReport, CatalogReportTable } from '../contract/catalog.ts';
import { visibleText } from './formats/visible-text.ts';
import { countText, rowsText } from './human.ts';

/** Tables by source; with `columns` each table's columns and keys below it. */
export function catalogText({ sources, models }: CatalogReport, columns: boolean): string {
  const parts = sources.map((source) => {
    const head = `${visibleText(source.name)} (${source.kind})`;
    if (source.error !== null) {
      const { message, step, hint } = source.error;
      const where = step === null ? '' : ` [step ${step}]`;
      return `${head}\n  can't be read${where}: ${visibleText(message)}${hint === null ? '' : `\n  ${visibleText(hint)}`}`;
    }
    const wide = Math.max(0, ...source.tables.map(({ name }) => name.length));
    const lines = source.tables.map((table) => tableText(table, wide, columns));
    const problems = source.problems.map(
      ({ table, message }) => `  ${visibleText(table)}: ${visibleText(message)}`,
    );
    return [head, ...lines, ...problems].join('\n');
  });
  if (models.length > 0)
    parts.push(['models', ...models.map(({ name, file }) => `  models.${name}  ${file}`)].join('\n'));
  return `${parts.join('\n\n')}\n`;
}

function tableText(table: CatalogReportTable, wide: number, columns: boolean): string {
  const rows = table.rows === null ? '' : `about ${rowsText(table.rows)}`;
  const facts = [
    table.kind,
    table.columns.length === 1 ? '1 column' : `${countText(table.columns.length)} columns`,
    rows,
  ].filter((fact) => fact !== '');
  const head = `  ${visibleText(table.name).padEnd(wide)}  ${facts.join(' · ')}`;
  return columns ? [head, ...columnLines(table), ...keyLines(table)].join('\n') : head;
}

function columnLines({ columns }: CatalogReportTable): readonly string[] {
  const names = Math.max(0, ...columns.map(({ name }) => name.length));
  const types = Math.max(0, ...columns.map(({ type }) => type.length));
  return columns.map(({ name, type, nativeType, nullable, comment }) => {
    const source = `${visibleText(nativeType)}${nullable ? '' : ', not null'}`;
    const text = comment === null ? '' : `  ${visibleText(comment)}`;
    return `    ${visibleText(name).padEnd(names)}  ${type.padEnd(Math.min(types, 30))}  ${source}${text}`;
  });
}

function keyLines({ keys }: CatalogReportTable): readonly string[] {
  return keys.map(({ kind, columns, references }) => {
    const to = references === null ? '' : ` → ${references.table} (${references.columns.join(', ')})`;
    return `    ${kind} key (${columns.map(visibleText).join(', ')})${visibleText(to)}`;
  });
}
