/** A cell by the number of its row and its place among the shown columns. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** Cells from `anchor` to `head`; the keyboard is at `active`. */
export interface Selection {
  readonly anchor: Cell;
  readonly head: Cell;
  readonly active: Cell;
}

/** Ends are not included. */
export interface Area {
  readonly fromRow: number;
  readonly toRow: number;
  readonly fromColumn: number;
  readonly toColumn: number;
}

/** How large the grid is, and how many rows are seen at once. */
export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  readonly pageRows: number;
}

/** Below the last row, however many come while a run goes on: `fitSelection` brings it to the last there is. */
const BELOW = Number.MAX_SAFE_INTEGER - 1;

export function selectCell(cell: Cell): Selection {
  return { anchor: cell, head: cell, active: cell };
}

/** Draws the selection from where it began to that cell. */
export function extendTo({ anchor }: Selection, cell: Cell): Selection {
  return { anchor, head: cell, active: cell };
}

/** Whole rows, or whole columns, from where the selection began if `extend`. */
export function selectRows(selection: Selection, row: number, size: GridSize, extend: boolean): Selection {
  const anchor = { row: extend ? selection.anchor.row : row, column: 0 };
  const head = { row, column: size.columns - 1 };
  return { anchor, head, active: { row, column: 0 } };
}

export function selectColumns(selection: Selection, column: number, extend: boolean): Selection {
  const anchor = { row: 0, column: extend ? selection.anchor.column : column };
  return { anchor, head: { row: BELOW, column }, active: { row: selection.active.row, column } };
}

export function selectAll({ active }: Selection, size: GridSize): Selection {
  return { anchor: { row: 0, column: 0 }, head: { row: BELOW, column: size.columns - 1 }, active };
}

export function areaOf({ anchor, head }: Selection): Area {
  return {
    fromRow: Math.min(anchor.row, head.row),
    toRow: Math.max(anchor.row, head.row) + 1,
    fromColumn: Math.min(anchor.column, head.column),
    toColumn: Math.max(anchor.column, head.column) + 1,
  };
}

export function isInside(area: Area, row: number, column: number): boolean {
  return row >= area.fromRow && row < area.toRow && column >= area.fromColumn && column < area.toColumn;
}

/** The same selection where there are fewer rows or columns now. */
export function fitSelection(selection: Selection, size: GridSize): Selection {
  const { anchor, head, active } = selection;
  return { anchor: within(anchor, size), head: within(head, size), active: within(active, size) };
}

function within({ row, column }: Cell, { rows, columns }: GridSize): Cell {
  return {
    row: Math.max(0, Math.min(rows - 1, row)),
    column: Math.max(0, Math.min(columns - 1, column)),
  };
}

export interface KeyPress {
  readonly key: string;
  /** Ctrl, or Cmd. */
  readonly mod: boolean;
  readonly shift: boolean;
}

/** What a key makes of a selection (WAI-ARIA Authoring Practices, "Data grid"); null for keys that move nothing. */
export function moveByKey(selection: Selection, press: KeyPress, size: GridSize): Selection | null {
  if (press.mod && press.key.toLowerCase() === 'a') return selectAll(selection, size);
  const to = target(selection.active, press, size);
  if (to === null) return null;
  const cell = within(to, size);
  return press.shift ? extendTo(selection, cell) : selectCell(cell);
}

function target({ row, column }: Cell, { key, mod }: KeyPress, size: GridSize): Cell | null {
  const [lastRow, lastColumn] = [size.rows - 1, size.columns - 1];
  switch (key) {
    case 'ArrowUp':
      return { row: mod ? 0 : row - 1, column };
    case 'ArrowDown':
      return { row: mod ? lastRow : row + 1, column };
    case 'ArrowLeft':
      return { row, column: mod ? 0 : column - 1 };
    case 'ArrowRight':
      return { row, column: mod ? lastColumn : column + 1 };
    case 'PageUp':
      return { row: row - size.pageRows, column };
    case 'PageDown':
      return { row: row + size.pageRows, column };
    case 'Home':
      return { row: mod ? 0 : row, column: 0 };
    case 'End':
      return { row: mod ? lastRow : row, column: lastColumn };
    default:
      return null;
  }
}
