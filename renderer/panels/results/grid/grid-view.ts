import { columnsInSight, type ShownColumn, totalWidth } from './grid-columns.ts';
import { GridPainter, ROW_HEIGHT } from './grid-painter.ts';
import styles from './grid.module.css';
import type { PageCache } from './page-cache.ts';
import type { PageRows } from './page-rows.ts';
import { clamp, type ScrollScale, scrollScale, scrollTopOf, topOf, topThatShows } from './scroll-scale.ts';
import { areaOf, type Cell, type Selection } from './selection.ts';

/** What the grid shows, as its owner says. */
export interface GridContent {
  readonly rows: number;
  readonly shown: readonly ShownColumn[];
  readonly selection: Selection;
  readonly pages: PageCache<PageRows>;
  /** px of the header and of the row numbers. */
  readonly head: number;
  readonly gutter: number;
  /** Told widths that figures in sight need and don't have, by the keys of their columns. */
  readonly onNeeded: (widths: Readonly<Record<string, number>>) => void;
}

/** px that one step of a wheel moves where the browser counts in lines. */
const WHEEL_LINE = 3 * ROW_HEIGHT;

/**
 * The window onto the rows: scrolls, asks for pages, has the rows painted at most once a frame. Beyond the height that
 * browsers hold, the wheel is taken over, so that it moves by rows and not by what a px of the scroll bar stands for.
 */
export class GridView {
  readonly #scroller: HTMLElement;
  readonly #painter: GridPainter;
  readonly #activeId: string;
  readonly #onColumns: () => void;
  readonly #gone = new AbortController();
  #content: GridContent | null = null;
  #scale: ScrollScale = scrollScale(0, ROW_HEIGHT, 0);
  #top = 0;
  /** Where the bar was put by this class: a scroll event from there says nothing new. */
  #echo = 0;
  #ahead: 1 | -1 = 1;
  #frame = 0;
  #sight = '';

  /** `onColumns` is called when other columns come into sight. */
  constructor(scroller: HTMLElement, layer: HTMLElement, activeId: string, onColumns: () => void) {
    this.#scroller = scroller;
    this.#activeId = activeId;
    this.#painter = new GridPainter(layer, activeId);
    this.#onColumns = onColumns;
    const { signal } = this.#gone;
    scroller.addEventListener('scroll', () => this.#scrolled(), { signal, passive: true });
    scroller.addEventListener('wheel', (event) => this.#wheeled(event), { signal, passive: false });
    const watch = new ResizeObserver(() => this.#measure());
    watch.observe(scroller);
    signal.addEventListener('abort', () => watch.disconnect());
  }

  close(): void {
    this.#gone.abort();
    cancelAnimationFrame(this.#frame);
  }

  update(content: GridContent): void {
    const isOther = this.#content?.pages !== content.pages;
    this.#content = content;
    if (isOther) this.#top = 0;
    this.#measure();
  }

  /** Rows that the window shows whole. */
  get pageRows(): number {
    return Math.max(1, Math.floor(this.#scale.view / ROW_HEIGHT));
  }

  /** Draws again, such as when a page came. */
  refresh(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#paint();
    });
  }

  /** Brings a cell into sight by the least move. */
  reveal({ row, column }: Cell): void {
    const content = this.#content;
    const shown = content?.shown[column];
    if (content === null) return;
    this.#moveTo(topThatShows(this.#scale, row, ROW_HEIGHT, this.#top));
    if (shown === undefined || shown.frozen) return;
    const fixed = content.gutter + frozenWidth(content.shown);
    const [left, right] = [content.gutter + shown.left, content.gutter + shown.left + shown.width];
    const { scrollLeft, clientWidth } = this.#scroller;
    this.#stick(true);
    if (left - fixed < scrollLeft) this.#scroller.scrollLeft = left - fixed;
    else if (right > scrollLeft + clientWidth)
      this.#scroller.scrollLeft = Math.min(left - fixed, right - clientWidth);
  }

  /** The row under a point of the window; null beside the rows. */
  rowAt(clientY: number): number | null {
    const content = this.#content;
    if (content === null) return null;
    const from = this.#scroller.getBoundingClientRect().top + content.head;
    const row = Math.floor((clientY - from + this.#top) / ROW_HEIGHT);
    return clientY < from || row >= content.rows ? null : row;
  }

  /** The place of the shown column under a point; null beside the columns. */
  columnAt(clientX: number): number | null {
    const content = this.#content;
    if (content === null) return null;
    const x = clientX - this.#scroller.getBoundingClientRect().left - content.gutter;
    const scrolled = x + this.#scroller.scrollLeft;
    const at = content.shown.findIndex(({ frozen, left, width }) => {
      const point = frozen ? x : x < frozenWidth(content.shown) ? -1 : scrolled;
      return point >= left && point < left + width;
    });
    return at === -1 ? null : at;
  }

  /** The columns to draw, frozen ones first, by their places among the shown ones. */
  columns(): readonly number[] {
    const { frozen, from, to } = this.#inSight();
    return [
      ...Array.from({ length: frozen }, (_, at) => at),
      ...Array.from({ length: to - from }, (_, at) => from + at),
    ];
  }

  #inSight(): ReturnType<typeof columnsInSight> {
    const content = this.#content;
    if (content === null) return { frozen: 0, from: 0, to: 0 };
    const { scrollLeft, clientWidth } = this.#scroller;
    return columnsInSight(content.shown, scrollLeft, clientWidth - content.gutter);
  }

  #measure(): void {
    const content = this.#content;
    if (content === null) return;
    this.#scale = scrollScale(
      content.rows,
      ROW_HEIGHT,
      Math.max(0, this.#scroller.clientHeight - content.head),
    );
    this.#moveTo(this.#top);
  }

  #moveTo(top: number): void {
    this.#top = clamp(top, 0, this.#scale.content - this.#scale.view);
    const scrollTop = scrollTopOf(this.#scale, this.#top);
    if (Math.abs(this.#scroller.scrollTop - scrollTop) >= 1) this.#scroller.scrollTop = scrollTop;
    this.#echo = this.#scroller.scrollTop;
    this.refresh();
  }

  #scrolled(): void {
    const { scrollTop } = this.#scroller;
    if (Math.abs(scrollTop - this.#echo) >= 1) {
      const top = topOf(this.#scale, scrollTop);
      this.#ahead = top < this.#top ? -1 : 1;
      this.#top = top;
      this.#echo = scrollTop;
    }
    this.refresh();
  }

  /** Cells stick at the left only where they are needed there: before the move where it is known to come. */
  #stick(moves: boolean): void {
    this.#scroller.classList.toggle(styles.atStart ?? '', !moves && this.#scroller.scrollLeft === 0);
  }

  #wheeled(event: WheelEvent): void {
    if (event.deltaX !== 0 || event.shiftKey) this.#stick(true);
    if (event.ctrlKey || event.deltaY === 0 || event.shiftKey || this.#scale.height === this.#scale.content)
      return;
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? WHEEL_LINE : 1;
    this.#ahead = event.deltaY < 0 ? -1 : 1;
    this.#scroller.scrollLeft += event.deltaX;
    this.#moveTo(this.#top + event.deltaY * unit);
  }

  #paint(): void {
    const content = this.#content;
    if (content === null) return;
    const { rows, shown, pages, selection, gutter } = content;
    const [from, to] = [
      Math.floor(this.#top / ROW_HEIGHT),
      Math.ceil((this.#top + this.#scale.view) / ROW_HEIGHT),
    ];
    if (rows > 0) pages.want(from, Math.min(rows, to), this.#ahead);
    this.#stick(false);
    const places = this.columns();
    this.#tellColumns(places);
    const columns = places.flatMap((at) => {
      const one = shown[at];
      return one === undefined ? [] : [{ at, shown: one }];
    });
    const moving = columns.find((one) => !one.shown.frozen)?.shown.left ?? 0;
    const gap = Math.max(0, moving - frozenWidth(shown));
    const { top } = this;
    const picture = {
      top,
      view: this.#scale.view,
      rows,
      columns,
      gap,
      width: totalWidth(shown),
      gutter,
      selection,
    };
    const needed = new Map<string, number>();
    this.#painter.paint({ ...picture, area: areaOf(selection), pageOf: (row) => pages.pageOf(row), needed });
    this.#sayActive();
    if (needed.size > 0) content.onNeeded(Object.fromEntries(needed));
  }

  /** The active cell is named only while it is drawn. */
  #sayActive(): void {
    const drawn = this.#scroller.querySelector(`#${CSS.escape(this.#activeId)}`) !== null;
    if (drawn) this.#scroller.setAttribute('aria-activedescendant', this.#activeId);
    else this.#scroller.removeAttribute('aria-activedescendant');
  }

  #tellColumns(places: readonly number[]): void {
    const sight = places.join(' ');
    if (sight === this.#sight) return;
    this.#sight = sight;
    this.#onColumns();
  }

  /** px of rows above the window. */
  get top(): number {
    return this.#top;
  }
}

function frozenWidth(shown: readonly ShownColumn[]): number {
  return shown.reduce((sum, { frozen, width }) => sum + (frozen ? width : 0), 0);
}
