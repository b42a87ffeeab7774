import { type CellFace, cellFace } from './cell-face.ts';
import { figureText, figureWidth, isSurelyWhole, type ShownColumn } from './grid-columns.ts';
import styles from './grid.module.css';
import type { Page } from './page-cache.ts';
import type { PageRows } from './page-rows.ts';
import { type Area, isInside, type Selection } from './selection.ts';

/** px; the token `--row-grid` says the same to CSS. */
export const ROW_HEIGHT = 24;

/** Made once: asking for a format costs more than using it. */
const ROW_NUMBERS = new Intl.NumberFormat();

/** What is to be seen. */
export interface Picture {
  /** px of rows above the window. */
  readonly top: number;
  /** px. */
  readonly view: number;
  readonly rows: number;
  /** Columns that are drawn, in their order, with their places among the shown ones. */
  readonly columns: readonly { readonly at: number; readonly shown: ShownColumn }[];
  /** px that columns out of sight take between the frozen ones and the others. */
  readonly gap: number;
  readonly width: number;
  readonly gutter: number;
  readonly selection: Selection;
  readonly area: Area;
  readonly pageOf: (row: number) => Page<PageRows> | null;
  /** Told widths that figures in sight need and don't have, by column. */
  readonly needed: Map<string, number>;
}

interface Slot {
  readonly row: HTMLElement;
  readonly number: HTMLElement;
  readonly gap: HTMLElement;
  cells: HTMLElement[];
  index: number;
  page: Page<PageRows> | null;
  layout: string;
  selected: string;
}

/**
 * Draws the rows in sight into a pool of elements that are used again: a frame of scrolling fills only the rows that
 * came into sight. Values become text nodes and nothing else.
 */
export class GridPainter {
  readonly #layer: HTMLElement;
  readonly #activeId: string;
  #slots: Slot[] = [];

  constructor(layer: HTMLElement, activeId: string) {
    this.#layer = layer;
    this.#activeId = activeId;
  }

  paint(picture: Picture): void {
    const first = Math.floor(picture.top / ROW_HEIGHT);
    const count = Math.min(picture.rows, Math.ceil(picture.view / ROW_HEIGHT) + 1);
    this.#resize(count);
    const layout = layoutKey(picture);
    for (let at = 0; at < count; at += 1) {
      const index = first + at;
      const slot = this.#slots[index % count];
      if (slot === undefined) continue;
      slot.row.hidden = index >= picture.rows;
      if (slot.row.hidden) {
        for (const cell of slot.cells) cell.id = '';
        slot.selected = '';
        continue;
      }
      slot.row.style.transform = `translateY(${index * ROW_HEIGHT - picture.top}px)`;
      if (slot.layout !== layout) layOut(slot, picture, layout);
      fill(slot, index, picture);
      this.#mark(slot, index, picture);
    }
  }

  #resize(count: number): void {
    while (this.#slots.length > count) this.#slots.pop()?.row.remove();
    while (this.#slots.length < count) {
      const slot = newSlot();
      this.#layer.append(slot.row);
      this.#slots.push(slot);
    }
  }

  #mark(slot: Slot, index: number, { columns, selection, area }: Picture): void {
    const { active } = selection;
    const inside = index >= area.fromRow && index < area.toRow;
    const key = `${index} ${inside} ${area.fromColumn} ${area.toColumn} ${active.row === index ? active.column : ''}`;
    if (slot.selected === key) return;
    slot.selected = key;
    slot.number.classList.toggle(styles.marked ?? '', inside);
    for (const [nth, { at }] of columns.entries()) {
      const cell = slot.cells[nth];
      if (cell === undefined) continue;
      const isActive = active.row === index && active.column === at;
      const isSelected = isInside(area, index, at);
      cell.setAttribute('aria-selected', String(isSelected));
      cell.classList.toggle(styles.selected ?? '', isSelected);
      cell.classList.toggle(styles.active ?? '', isActive);
      cell.id = isActive ? this.#activeId : '';
    }
  }
}

function layoutKey({ columns, gap, width, gutter }: Picture): string {
  const each = columns.map(({ at, shown }) => `${at}:${shown.column.key}:${shown.width}:${shown.frozen}`);
  return `${gap} ${width} ${gutter} ${each.join(' ')}`;
}

function newSlot(): Slot {
  const row = element('row', styles.row);
  const number = element('rowheader', styles.number);
  number.setAttribute('aria-colindex', '1');
  const gap = element('presentation', styles.gap);
  row.append(number);
  return { row, number, gap, cells: [], index: -1, page: null, layout: '', selected: '' };
}

function element(role: string, className: string | undefined): HTMLElement {
  const made = document.createElement('div');
  made.setAttribute('role', role);
  made.className = className ?? '';
  made.append('');
  return made;
}

function layOut(slot: Slot, { columns, gap, width, gutter }: Picture, key: string): void {
  while (slot.cells.length > columns.length) slot.cells.pop()?.remove();
  while (slot.cells.length < columns.length) slot.cells.push(element('gridcell', styles.cell));
  slot.row.style.width = `${width + gutter}px`;
  slot.number.style.width = `${gutter}px`;
  slot.gap.style.width = `${gap}px`;
  let isGapPlaced = false;
  for (const [nth, { at, shown }] of columns.entries()) {
    const cell = slot.cells[nth];
    if (cell === undefined) continue;
    if (!shown.frozen && !isGapPlaced) {
      slot.row.append(slot.gap);
      isGapPlaced = true;
    }
    cell.setAttribute('aria-colindex', String(at + 2));
    cell.style.width = `${shown.width}px`;
    cell.style.left = shown.frozen ? `${gutter + shown.left}px` : '';
    cell.className = cellClass(shown);
    slot.row.append(cell);
  }
  Object.assign(slot, { layout: key, index: -1, selected: '' });
}

function cellClass({ column, frozen }: ShownColumn): string {
  return [styles.cell, column.right && styles.right, frozen && styles.frozen].filter(Boolean).join(' ');
}

function fill(slot: Slot, index: number, picture: Picture): void {
  const { columns, pageOf } = picture;
  const page = pageOf(index);
  if (slot.index === index && slot.page === page) return;
  if (slot.index !== index) {
    slot.row.setAttribute('aria-rowindex', String(index + 2));
    setText(slot.number, ROW_NUMBERS.format(index + 1));
  }
  Object.assign(slot, { index, page });
  slot.row.classList.toggle(styles.waiting ?? '', page === null);
  for (const [nth, { shown }] of columns.entries()) {
    const cell = slot.cells[nth];
    if (cell === undefined) continue;
    const face = page === null ? null : faceIn(page, index, shown);
    const text = face === null ? '' : textFor(face, shown, picture.needed);
    setText(cell, text);
    cell.classList.toggle(styles.long ?? '', !isSurelyWhole(text, shown.width));
    cell.classList.toggle(styles.absent ?? '', face !== null && face.kind !== 'value');
  }
}

function faceIn(page: Page<PageRows>, index: number, { column }: ShownColumn): CellFace {
  const at = index - page.from;
  return cellFace(page.rows.text(at, column.position), page.rows.isCut(at, column.position));
}

function textFor(
  { text, kind }: CellFace,
  { column, width }: ShownColumn,
  needed: Map<string, number>,
): string {
  if (!column.right || kind !== 'value') return text;
  const own = figureWidth(text);
  if (own > width) needed.set(column.key, Math.max(own, needed.get(column.key) ?? 0));
  return figureText(text, width);
}

function setText(cell: HTMLElement, text: string): void {
  const { firstChild } = cell;
  if (firstChild !== null && firstChild.nodeValue !== text) firstChild.nodeValue = text;
}
