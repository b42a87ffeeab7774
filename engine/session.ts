import { performance } from 'node:perf_hooks';
import type { BindResult } from './bind/bind-result.ts';
import type { BindTables, FileCall, FoundTable } from './bind/bind-tables.ts';
import { Binder } from './bind/binder.ts';
import { parameterPlaces, type ParameterValues } from './bind/parameters.ts';
import { tokenize } from './bind/sql-tokens.ts';
import { CatalogTables } from './bind/catalog-tables.ts';
import { type Calibration, UNCALIBRATED } from './cost/calibration.ts';
import { AtollError } from './errors/atoll-error.ts';
import { placeQuery } from './place/place-query.ts';
import { withReliedTables } from './place/relied-tables.ts';
import { SourceSites } from './place/source-sites.ts';
import type { PlacedPlan } from './plan/fragment.ts';
import type { Source } from './spi/connector.ts';
import type { SourceCatalog } from './types/catalog.ts';
import type { DataType } from './types/data-type.ts';
import type { TypedLiteral } from './types/literal.ts';
import type { PushdownMode } from './types/pushdown.ts';

/** What a session plans over: registered sources, their catalogs and the workspace's models. */
export interface SessionSources {
  readonly names: readonly string[];
  /** Throws `source-unknown`. */
  source(name: string): Source;
  /** The catalog of a source, from wherever it is kept; rejects with why the source can't be reached. */
  catalog(name: string, signal: AbortSignal): Promise<SourceCatalog>;
  /**
   * A files source made for one call such as `read_csv('…')`, under a name of its own that `source` and `catalog` know
   * from then on, and its table. Rejects where there is no such file or the call has options that it can't keep.
   */
  fileTable?(call: FileCall, signal: AbortSignal): Promise<FoundTable>;
  /** What earlier runs have shown of a source's speed; nothing where absent. */
  calibration?(name: string): Calibration;
  /** The text of `models.<name>`, without regard to case. */
  model(name: string): { readonly sql: string; readonly file: string } | null;
}

export interface PlanOptions {
  readonly mode: PushdownMode;
  /** Values by name (`$day`) or number (`?`); texts take the type that the query asks for. */
  readonly parameters?: ParameterValues;
  readonly signal?: AbortSignal;
  /** The instant that `now()` and its kin stand for; the present by default. */
  readonly now?: Date;
}

/** What a text asks for and reads. */
export interface CheckedText {
  /** In the order of writing; the type is null where the text does not tell. */
  readonly parameters: readonly { readonly name: string; readonly type: DataType | null }[];
  readonly sources: readonly string[];
  /** Empty where only a run can tell. */
  readonly columns: readonly { readonly name: string; readonly type: DataType }[];
}

const NO_VALUE: TypedLiteral = { type: { id: 'NULL' }, value: null };

/** The sole entry to planning: text in, a placed plan out. One at a time; hosts that plan side by side keep several. */
export class Session {
  readonly #sources: SessionSources;
  readonly #binder: Binder;

  private constructor(sources: SessionSources, binder: Binder) {
    this.#sources = sources;
    this.#binder = binder;
  }

  static async create(sources: SessionSources): Promise<Session> {
    return new Session(sources, await Binder.create());
  }

  /** Binds, optimises and places a query. Rejects with AtollError: syntax, names, sources that can't be reached. */
  async plan(sql: string, options: PlanOptions): Promise<PlacedPlan> {
    const signal = options.signal ?? new AbortController().signal;
    const named = this.#sourcesNamedIn(sql);
    const catalogs = await this.#catalogs(named, signal);
    const started = performance.now();
    const now = options.now ?? new Date();
    const bound = await this.#bind(sql, catalogs, { ...options, now }, signal);
    const reads = [...new Set(bound.tables.map((one) => one.source))];
    const read = await this.#catalogs(reads, signal);
    const sites = await SourceSites.open(
      reads,
      (name) => this.#sources.source(name),
      read.loaded,
      signal,
      (name) => this.#sources.calibration?.(name) ?? UNCALIBRATED,
    );
    try {
      const query = placeQuery(sql, bound, options.mode, sites);
      const placed = withReliedTables(query, bound.tables);
      return { ...placed, now: now.toISOString(), planMs: performance.now() - started };
    } finally {
      await sites.close();
    }
  }

  /**
   * Binds a text whose parameters have no values yet: each stands as a NULL of its type. Rejects as `plan` does. Nothing
   * is placed.
   */
  async check(sql: string, signal: AbortSignal): Promise<CheckedText> {
    const catalogs = await this.#catalogs(this.#sourcesNamedIn(sql), signal);
    const names = parameterPlaces(tokenize(sql)).map(({ name }) => name);
    const parameters = new Map(names.map((name) => [name, NO_VALUE] as const));
    const bound = await this.#bind(sql, catalogs, { mode: 'full', parameters, now: new Date() }, signal);
    return {
      parameters: bound.parameters,
      sources: [...new Set(bound.tables.map(({ source }) => source))],
      columns: bound.columns,
    };
  }

  close(): void {
    this.#binder.close();
  }

  async #bind(
    sql: string,
    catalogs: Catalogs,
    options: PlanOptions & { readonly now: Date },
    signal: AbortSignal,
  ): Promise<BindResult> {
    const files = new Map<string, FoundTable>();
    let known = catalogs;
    for (;;) {
      try {
        const { parameters, now } = options;
        return await this.#binder.bind(sql, this.#tables(known, files), parameters, { now });
      } catch (error) {
        if (error instanceof FileWanted) {
          files.set(keyOf(error.call), await this.#fileTable(error.call, signal));
        } else {
          // The name may be that of another source's table: with all catalogs the hint can say so.
          const isUnknown = error instanceof AtollError && error.report.code === 'sql-unknown-table';
          if (!isUnknown || known !== catalogs) throw error;
          known = await this.#catalogs(this.#sources.names, signal);
        }
      }
    }
  }

  async #fileTable(call: FileCall, signal: AbortSignal): Promise<FoundTable> {
    const found = await this.#sources.fileTable?.(call, signal);
    if (found === undefined) throw new Error('A file was asked for where no file can be read');
    return found;
  }

  #tables(catalogs: Catalogs, files: ReadonlyMap<string, FoundTable>): BindTables {
    const tables = new CatalogTables(catalogs.loaded, catalogs.failed);
    const sources = this.#sources;
    return {
      find: (parts) => tables.find(parts),
      suggest: (parts) => tables.suggest(parts),
      model: (name) => this.#sources.model(name),
      fileFunction: (call) => {
        const found = files.get(keyOf(call));
        if (found !== undefined || sources.fileTable === undefined) return found ?? null;
        throw new FileWanted(call);
      },
    };
  }

  /** Sources whose name stands in the text or in that of a model it may use: only their catalogs are needed. */
  #sourcesNamedIn(sql: string, seen = new Set<string>()): readonly string[] {
    const words = new Set(sql.toLowerCase().match(/[\p{L}\p{N}_]+/gu));
    const named = this.#sources.names.filter((name) => words.has(name.toLowerCase()));
    const models = words.has('models') ? [...words].filter((word) => !seen.has(word)) : [];
    const deeper = models.flatMap((word) => {
      seen.add(word);
      const model = this.#sources.model(word);
      return model === null ? [] : this.#sourcesNamedIn(model.sql, seen);
    });
    return [...new Set([...named, ...deeper])];
  }

  /** Side by side; a source that can't be reached is an error only if the query turns out to read it. */
  async #catalogs(names: readonly string[], signal: AbortSignal): Promise<Catalogs> {
    const loaded: SourceCatalog[] = [];
    const failed = new Map<string, AtollError>();
    await Promise.all(
      names.map(async (name) => {
        try {
          loaded.push(await this.#sources.catalog(name, signal));
        } catch (error) {
          if (!(error instanceof AtollError) || error.report.code === 'cancelled') throw error;
          failed.set(name, error);
        }
      }),
    );
    signal.throwIfAborted();
    return { loaded, failed };
  }
}

interface Catalogs {
  readonly loaded: readonly SourceCatalog[];
  readonly failed: ReadonlyMap<string, AtollError>;
}

/** Binding can't wait for a file to be looked at: it stops with this, and begins again once the table is known. */
class FileWanted extends Error {
  readonly call: FileCall;

  constructor(call: FileCall) {
    super(`The query reads ${call.paths.join(', ')}`);
    this.call = call;
  }
}

function keyOf(call: FileCall): string {
  return JSON.stringify([call.name, call.paths, call.options]);
}
