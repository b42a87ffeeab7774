import type { Writable } from 'node:stream';
import type { ProgressEvent } from '../../engine/types/progress.ts';
import { visibleText } from './formats/visible-text.ts';
import { bytesText, msText, rowsText } from './human.ts';

/** Time between two paintings, ms. */
const PAINT_MS = 100;

interface Line {
  readonly source: string;
  state: 'waiting' | 'running' | 'done';
  rows: number;
  bytes: number;
  ms: number | null;
}

/** What a running query does, a line a fragment, on a terminal; erased at the end. */
export class Progress {
  readonly #stream: Writable;
  readonly #lines = new Map<string, Line>();
  #note: string | null = null;
  #local = false;
  #rows = 0;
  #painted = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(stream: Writable) {
    this.#stream = stream;
  }

  show(event: ProgressEvent): void {
    switch (event.kind) {
      case 'planned':
        this.#lines.clear();
        for (const { id, source } of event.fragments)
          this.#lines.set(id, { source, state: 'waiting', rows: 0, bytes: 0, ms: null });
        break;
      case 'fragment-started':
        this.#change(event.fragment, { state: 'running' });
        break;
      case 'fragment-progress':
        this.#change(event.fragment, { state: 'running', rows: event.rows, bytes: event.bytes });
        break;
      case 'fragment-done':
        this.#change(event.fragment, { state: 'done', rows: event.rows, bytes: event.bytes, ms: event.ms });
        break;
      case 'rows-available':
        this.#rows = event.rows;
        break;
      case 'local-started':
        this.#local = true;
        break;
      case 'local-progress':
      case 'complete':
        break;
    }
    this.#paintSoon();
  }

  /** Slow preparation of a source. */
  notice(source: string, text: string): void {
    this.#note = `${visibleText(source)}: ${visibleText(text)}`;
    this.#paintSoon();
  }

  /** Takes everything away that was painted. */
  erase(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#painted > 0) this.#stream.write(`\x1b[${this.#painted}A\x1b[0J`);
    this.#painted = 0;
  }

  #change(fragment: string, change: Partial<Line>): void {
    const line = this.#lines.get(fragment);
    if (line === undefined) return;
    Object.assign(line, change);
    this.#note = null;
  }

  #paintSoon(): void {
    this.#timer ??= setTimeout(() => this.#paint(), PAINT_MS).unref();
  }

  #paint(): void {
    this.erase();
    const lines = [...this.#lines].map(([id, line]) => `  ${id}  ${lineText(line)}`);
    if (this.#note !== null) lines.push(`  ${this.#note}`);
    if (this.#rows > 0) lines.push(`  local  ${rowsText(this.#rows)} of the answer so far`);
    else if (this.#local) lines.push('  local  joining what came');
    if (lines.length === 0) return;
    this.#stream.write(`${lines.join('\n')}\n`);
    this.#painted = lines.length;
  }
}

function lineText({ source, state, rows, bytes, ms }: Line): string {
  const name = visibleText(source).padEnd(10);
  if (state === 'waiting') return `${name} waiting`;
  const read = `${bytesText(bytes)} · ${rowsText(rows)}`;
  return state === 'running' ? `${name} ${read} …` : `${name} ${read} · ${msText(ms ?? 0)}`;
}
