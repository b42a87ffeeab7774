import type { TreeRow } from './tree-row.ts';

/** What a key asks of the tree. */
export type TreeCommand =
  | { readonly kind: 'go'; readonly to: number }
  | { readonly kind: 'open'; readonly ids: readonly string[] }
  | { readonly kind: 'close'; readonly id: string }
  | { readonly kind: 'activate' }
  | { readonly kind: 'edit' }
  | { readonly kind: 'remove' }
  | { readonly kind: 'shift'; readonly by: -1 | 1 };

interface Stroke {
  readonly key: string;
  readonly alt: boolean;
  /** Rows that fit into view. */
  readonly page: number;
}

/** The keys of a tree as the ARIA practices define them, with Alt+Up and Alt+Down to reorder sources. */
export function treeCommand(
  rows: readonly TreeRow[],
  active: number,
  { key, alt, page }: Stroke,
): TreeCommand | null {
  const row = rows[active];
  if (row === undefined) return null;
  if (alt) {
    if (row.kind !== 'source' || (key !== 'ArrowUp' && key !== 'ArrowDown')) return null;
    return { kind: 'shift', by: key === 'ArrowUp' ? -1 : 1 };
  }
  const last = rows.length - 1;
  switch (key) {
    case 'ArrowDown':
      return { kind: 'go', to: Math.min(active + 1, last) };
    case 'ArrowUp':
      return { kind: 'go', to: Math.max(active - 1, 0) };
    case 'PageDown':
      return { kind: 'go', to: Math.min(active + page, last) };
    case 'PageUp':
      return { kind: 'go', to: Math.max(active - page, 0) };
    case 'Home':
      return { kind: 'go', to: 0 };
    case 'End':
      return { kind: 'go', to: last };
    case 'ArrowRight':
      return intoRow(row, active);
    case 'ArrowLeft':
      return outOfRow(rows, row);
    case '*':
      return { kind: 'open', ids: closedBeside(rows, row) };
    case 'Enter':
      return { kind: 'activate' };
    case 'F2':
      return { kind: 'edit' };
    case 'Delete':
      return { kind: 'remove' };
    default:
      return null;
  }
}

function intoRow(row: TreeRow, active: number): TreeCommand | null {
  if (row.expanded === null) return null;
  return row.expanded ? { kind: 'go', to: active + 1 } : { kind: 'open', ids: [row.id] };
}

function outOfRow(rows: readonly TreeRow[], row: TreeRow): TreeCommand | null {
  if (row.expanded === true) return { kind: 'close', id: row.id };
  const parent = rows.findIndex(({ id }) => id === row.parent);
  return parent < 0 ? null : { kind: 'go', to: parent };
}

function closedBeside(rows: readonly TreeRow[], row: TreeRow): readonly string[] {
  return rows.filter((one) => one.parent === row.parent && one.expanded === false).map(({ id }) => id);
}

/** The next row from `active` on whose name begins with what was typed (in lower case); null where there is none. */
export function typeAhead(rows: readonly TreeRow[], active: number, typed: string): number | null {
  // One letter goes on to the next name; more letters may still mean the row that the first ones found.
  const first = typed.length === 1 ? 1 : 0;
  for (let step = first; step < rows.length + first; step += 1) {
    const at = (active + step) % rows.length;
    const row = rows[at];
    if (row !== undefined && rowName(row).toLowerCase().startsWith(typed)) return at;
  }
  return null;
}

/** What a row is called: what is read out, copied, and found by typing. */
export function rowName(row: TreeRow): string {
  switch (row.kind) {
    case 'source':
      return row.source.name;
    case 'schema':
      return row.schema;
    case 'table':
      return row.table.name;
    case 'column':
      return row.column.name;
    case 'problem':
      return row.name;
    case 'problems':
      return row.count === 1 ? '1 problem' : `${row.count} problems`;
    case 'nothing':
      return row.text;
    case 'failed':
      return row.error.message;
    case 'loading':
      return 'Loading';
  }
}
