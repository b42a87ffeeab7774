import { setTimeout as sleep } from 'node:timers/promises';
import { Database } from '../duckdb/database.ts';
import { AtollError } from '../errors/atoll-error.ts';
import type { Column } from '../plan/column.ts';
import type { Fragment, PlacedPlan } from '../plan/fragment.ts';
import { READ_ONLY_COLUMNS } from '../spi/capabilities.ts';
import type { ColumnBatch } from '../spi/column-batch.ts';
import type { Connector, Mount, ReadSession, Source } from '../spi/connector.ts';
import { LOCAL_COSTS } from '../spi/cost-profile.ts';
import type { DataType } from '../types/data-type.ts';

const ROWS = 1000;

/** What goes wrong at a source that answers from a DuckDB of its own. */
export interface Faults {
  /** Breaks the connection after so many batches. */
  readonly lostAfter?: number;
  /** Milliseconds before each batch. */
  readonly delayMs?: number;
  /** Never answers and does not heed the signal. */
  readonly deaf?: boolean;
  /** Milliseconds that beginning takes, whatever the signal says. */
  readonly beginMs?: number;
  readonly mount?: Mount;
}

/** A streaming source whose fragments are DuckDB SQL, run in its own instance; it records what happens to it. */
export class SampleSource implements Source {
  readonly name: string;
  readonly connector: Connector;
  readonly isNear = true;
  readonly events: string[] = [];
  /** Reads that run now, and the most that ever did. */
  reading = 0;
  mostReading = 0;
  readonly #faults: Faults;

  constructor(name: string, faults: Faults = {}) {
    this.name = name;
    this.#faults = faults;
    this.connector = {
      kind: 'sample',
      label: 'Sample',
      fields: [],
      takesSecret: false,
      capabilities: READ_ONLY_COLUMNS,
      costs: LOCAL_COSTS,
      dialect: null,
      environment: {},
      fromUrl: () => null,
      open: () => this,
    };
  }

  probe(): Promise<never> {
    throw new Error('not asked for');
  }

  catalog(): Promise<never> {
    throw new Error('not asked for');
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  async begin(): Promise<ReadSession> {
    await sleep(this.#faults.beginMs ?? 0);
    this.events.push('begin');
    const close = (): Promise<void> => {
      this.events.push('close');
      return Promise.resolve();
    };
    const { mount } = this.#faults;
    if (mount !== undefined) return { connectMs: null, mount, close };
    return {
      connectMs: 1,
      backends: () => [`${this.name}-1`],
      read: (fragment, signal) => this.#read(fragment, signal),
      close,
    };
  }

  async *#read(fragment: Fragment, signal: AbortSignal): AsyncGenerator<ColumnBatch> {
    this.reading += 1;
    this.mostReading = Math.max(this.mostReading, this.reading);
    try {
      if (this.#faults.deaf === true) await sleep(2_000_000_000, undefined, { ref: false });
      let batches = 0;
      for (const batch of await answer(fragment, signal)) {
        if (batches === this.#faults.lostAfter) throw this.#lost();
        if (this.#faults.delayMs !== undefined) await sleep(this.#faults.delayMs, undefined, { signal });
        yield batch;
        batches += 1;
      }
      this.events.push(`end ${fragment.id}`);
    } finally {
      this.reading -= 1;
      this.events.push(`stop ${fragment.id}`);
    }
  }

  #lost(): AtollError {
    return new AtollError('source-lost', `The connection to ${this.name} was lost.`, { source: this.name });
  }
}

async function answer(fragment: Fragment, signal: AbortSignal): Promise<ColumnBatch[]> {
  const db = await Database.open();
  try {
    const { rows } = await db.query(`SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (${fragment.sql})`, signal);
    const batches: ColumnBatch[] = [];
    for (let from = 0; from < rows.length; from += ROWS) {
      const part = rows.slice(from, from + ROWS);
      const columns = fragment.columns.map((_, at) => ({
        layout: 'values' as const,
        values: part.map((row) => textOf(row[at])),
      }));
      batches.push({ rows: part.length, columns, bytes: part.length * 10 });
    }
    return batches;
  } finally {
    db.close();
  }
}

function textOf(value: unknown): string | null {
  if (value === null || typeof value === 'string') return value;
  throw new TypeError('The values were cast to text.');
}

export function column(name: string, type: DataType): Column {
  return { name, type, nullable: true, collation: null, origins: [], tags: [] };
}

/** A fragment of a hand-written plan. */
export function fragment(id: string, source: string, sql: string, columns: readonly Column[]): Fragment {
  const plan = { kind: 'values', id: `n-${id}`, rows: [], columns } as const;
  const unknown = { rows: null, bytes: null };
  return {
    id,
    source,
    plan,
    sql,
    params: [],
    columns,
    covers: [plan.id],
    estimated: unknown,
    tables: [],
    partition: null,
  };
}

/** A placed plan written by hand: `localSql` over the fragments. */
export function placed(
  fragments: readonly Fragment[],
  localSql: string,
  columns: readonly Column[],
  more: Partial<PlacedPlan> = {},
): PlacedPlan {
  const plan = { kind: 'values', id: 'n0', rows: [], columns } as const;
  return {
    sql: localSql,
    mode: 'full',
    plan,
    sites: {},
    fragments,
    remainder: plan,
    localSql,
    columns,
    ordered: false,
    opaque: null,
    nondeterminism: [],
    notPushed: [],
    planMs: 0,
    ...more,
  };
}
