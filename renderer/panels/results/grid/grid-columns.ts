import type { TypeMark } from '../values/type-mark.ts';
import { typeMark } from '../values/type-mark.ts';

/** A column of a result. */
export interface GridColumn extends TypeMark {
  /** Its place in the result, from 0. */
  readonly position: number;
  /** Tells it from others of the same name: what a tab remembers of it stands under this. */
  readonly key: string;
  readonly name: string;
  /** DuckDB's. */
  readonly type: string;
}

/** What a tab remembers of its columns. */
export interface ColumnMemory {
  readonly order: readonly string[];
  readonly hidden: readonly string[];
  /** CSS px. */
  readonly widths: Readonly<Record<string, number>>;
  readonly frozen: readonly string[];
}

export const NO_MEMORY: ColumnMemory = { order: [], hidden: [], widths: {}, frozen: [] };

/** A column as it stands in the grid. */
export interface ShownColumn {
  readonly column: GridColumn;
  /** CSS px, as `left`, which is counted from the end of the row numbers. */
  readonly width: number;
  readonly left: number;
  readonly frozen: boolean;
}

export const LEAST_WIDTH = 48;
/** What a column may take on its own; a user may draw it wider. */
const WIDEST_FIT = 420;
/** An advance of the cells' type at 12.5 px: JetBrains Mono is 0.6 em wide. */
const LETTER = 7.5;
/** Padding and hairline of a cell, and what the header keeps for mark and menu. */
const CELL_ROOM = 18;
const HEAD_ROOM = 76;
/** Before any row is known. */
const FIRST_LETTERS = 12;

export function gridColumns(
  columns: readonly { readonly name: string; readonly type: string }[],
): GridColumn[] {
  const seen = new Map<string, number>();
  return columns.map(({ name, type }, position) => {
    const times = seen.get(name) ?? 0;
    seen.set(name, times + 1);
    return { position, key: times === 0 ? name : `${name} (${times + 1})`, name, type, ...typeMark(type) };
  });
}

/** The width in which these texts, and the name, can be read. */
export function fitWidth(column: GridColumn, texts: readonly (string | null)[]): number {
  const longest = texts.reduce((most, text) => Math.max(most, text?.length ?? 4), 0);
  const letters = texts.length === 0 ? FIRST_LETTERS : longest;
  const wanted = Math.max(letters * LETTER + CELL_ROOM, column.name.length * LETTER + HEAD_ROOM);
  return Math.round(Math.max(LEAST_WIDTH, Math.min(WIDEST_FIT, wanted)));
}

/** The width that a figure takes: figures are never cut. */
export function figureWidth(text: string): number {
  return Math.ceil(text.length * LETTER + CELL_ROOM);
}

/** Whether a text has room for certain: letters of ASCII have one width, others may be of another type. */
export function isSurelyWhole(text: string, width: number): boolean {
  return figureWidth(text) <= width && /^[ -~]*$/.test(text);
}

/** What stands for a figure that its column is drawn too narrow for, as spreadsheets do. */
export function figureText(text: string, width: number): string {
  if (figureWidth(text) <= width) return text;
  return '#'.repeat(Math.max(1, Math.floor((width - CELL_ROOM) / LETTER)));
}

/** The columns that are shown, frozen ones first, each with its place. `fitted` are widths by key. */
export function showColumns(
  columns: readonly GridColumn[],
  memory: ColumnMemory,
  fitted: Readonly<Record<string, number>>,
): readonly ShownColumn[] {
  const place = new Map(memory.order.map((key, at) => [key, at]));
  const known = columns.filter(({ key }) => place.has(key));
  const sorted = known.toSorted((a, b) => (place.get(a.key) ?? 0) - (place.get(b.key) ?? 0));
  const queue = [...sorted];
  // Columns that the memory does not name keep their places among the others.
  const ordered = columns.map((column) => (place.has(column.key) ? (queue.shift() ?? column) : column));
  const shown = ordered.filter(({ key }) => !memory.hidden.includes(key));
  const isFrozen = ({ key }: GridColumn): boolean => memory.frozen.includes(key);
  let left = 0;
  return [...shown.filter(isFrozen), ...shown.filter((column) => !isFrozen(column))].map((column) => {
    const width = memory.widths[column.key] ?? fitted[column.key] ?? fitWidth(column, []);
    left += width;
    return { column, width, left: left - width, frozen: isFrozen(column) };
  });
}

export function totalWidth(shown: readonly ShownColumn[]): number {
  const last = shown.at(-1);
  return last === undefined ? 0 : last.left + last.width;
}

/** The columns that a window of `view` px, scrolled by `scrollLeft`, shows: frozen ones, then those from `from` to `to`. */
export function columnsInSight(
  shown: readonly ShownColumn[],
  scrollLeft: number,
  view: number,
): { readonly frozen: number; readonly from: number; readonly to: number } {
  const frozen = shown.filter((one) => one.frozen).length;
  const inSight = (one: ShownColumn): boolean =>
    !one.frozen && one.left + one.width > scrollLeft && one.left < scrollLeft + view;
  const from = Math.max(frozen, shown.findIndex(inSight));
  return { frozen, from, to: Math.max(from, shown.findLastIndex(inSight) + 1) };
}

/** Puts a shown column before or after its neighbour on that side. */
export function moveColumn(
  shown: readonly ShownColumn[],
  memory: ColumnMemory,
  key: string,
  by: number,
): ColumnMemory {
  const keys = shown.map(({ column }) => column.key);
  const at = keys.indexOf(key);
  const to = Math.max(0, Math.min(keys.length - 1, at + by));
  if (at === -1 || to === at) return memory;
  const moved = keys.toSpliced(at, 1).toSpliced(to, 0, key);
  const hidden = memory.order.filter((one) => !moved.includes(one));
  return { ...memory, order: [...moved, ...hidden] };
}

export function toggled(list: readonly string[], key: string): readonly string[] {
  return list.includes(key) ? list.filter((one) => one !== key) : [...list, key];
}
