import type { DuckDBConnection } from '@duckdb/node-api';
import type { Database } from '../duckdb/database.ts';
import { quoteText, type TableName } from '../duckdb/quote.ts';
import type { Fragment, PlacedPlan } from '../plan/fragment.ts';
import { walk } from '../plan/walk.ts';
import type { EngineOperator, FragmentMeasurement, SentKeys } from '../types/explain.ts';
import type { BatchSink } from './batch-sink.ts';
import type { ExecuteOptions, ExecutionOutcome } from './execution.ts';
import type { FirstFailure } from './first-failure.ts';
import { stopClock } from './fixed-clock.ts';
import { inOrder, keyGivers, withThoseBefore } from './fragment-order.ts';
import { FragmentRun } from './fragment-run.ts';
import { isFragmentItself, runLocalPart } from './local-part.ts';
import { mountAndLock } from './mounted.ts';
import { standUnderNames } from './opaque-names.ts';
import type { OpenSource } from './open-source.ts';
import {
  closeResultFile,
  createResultFile,
  describeResult,
  RESULT_CATALOG,
  RESULT_TABLE,
} from './result-file.ts';
import { ProvisionalResult } from './provisional.ts';
import { ResultSink } from './result-sink.ts';
import { Stager } from './staging.ts';
import { chooseStream } from './streaming/choose-stream.ts';
import { StreamedFragment } from './streaming/streamed-fragment.ts';
import { StreamRun } from './streaming/stream-run.ts';

/** DuckDB's own name of an in-memory database. */
const STAGING_CATALOG = 'memory';

interface LocalOutcome {
  readonly ms: number;
  readonly operators: readonly EngineOperator[];
}

/** One run in one DuckDB instance of its own. */
export class PlanRun {
  readonly #options: ExecuteOptions;
  readonly #plan: PlacedPlan;
  readonly #failure: FirstFailure;
  readonly #db: Database;
  readonly #sources: ReadonlyMap<string, OpenSource>;
  readonly #measured: Record<string, FragmentMeasurement> = {};
  readonly #keys: Record<string, SentKeys> = {};
  readonly #staged = new Map<string, Promise<void>>();
  readonly #provisional: ProvisionalResult;
  #areRowsTold = false;
  #stream: StreamRun | null = null;
  /** Fragments of which all rows are needed, whatever the stream has. */
  #needed: ReadonlySet<Fragment> = new Set();

  constructor(
    options: ExecuteOptions,
    failure: FirstFailure,
    sources: ReadonlyMap<string, OpenSource>,
    db: Database,
  ) {
    this.#options = options;
    this.#plan = options.plan;
    this.#failure = failure;
    this.#db = db;
    this.#sources = sources;
    this.#provisional = new ProvisionalResult(db, options.spillDir, options.plan.columns);
  }

  /** To the finished result file. `begun`: when that was asked for, by `performance.now()`. */
  async run(begun: number): Promise<ExecutionOutcome> {
    const db = this.#db;
    try {
      this.#options.onMemory?.((limit) => this.#setMemory(limit));
      await createResultFile(db, this.#options.resultPath);
      await this.#openSources();
      await this.#openStream();
      await this.#failure.all(this.#startFragments());
      const local = await this.#finishLocally();
      await this.#provisional.end();
      this.#failure.signal.throwIfAborted();
      const { columns, rows } = await describeResult(db, this.#plan.columns);
      await closeResultFile(db);
      const ms = performance.now() - begun;
      const measurement = {
        ms,
        rows,
        fragments: this.#measured,
        ...(Object.keys(this.#keys).length === 0 ? {} : { keys: this.#keys }),
        localMs: local.ms,
        operators: local.operators,
      };
      return { rows, columns, measurement };
    } finally {
      await this.#provisional.end();
      await Promise.all([...this.#sources.values()].map((source) => source.close()));
      this.#stream?.close();
      db.close();
      await this.#provisional.removeFiles();
    }
  }

  async #openSources(): Promise<void> {
    const sources = [...this.#sources.values()];
    await this.#failure.all(sources.map((source) => source.begin()));
    const mounted = sources.flatMap(({ name, session: { mount } }) => {
      return mount === undefined ? [] : [{ source: name, mount }];
    });
    await mountAndLock(this.#db, mounted);
  }

  async #openStream(): Promise<void> {
    if (isFragmentItself(this.#plan)) return;
    const inBatches = (source: string): boolean => this.#sourceOf(source).session.read !== undefined;
    const plan = chooseStream(this.#plan, inBatches);
    if (plan === null) return;
    const { batchRows, spillDir } = this.#options;
    const readLater = plan.remainder === null ? [] : [...walk(plan.remainder)];
    const scanned = readLater.flatMap((node) => (node.kind === 'fragment-scan' ? [node.fragment] : []));
    this.#needed = withThoseBefore(scanned, this.#plan.fragments, keyGivers);
    this.#stream = await StreamRun.create(plan, {
      db: this.#db,
      columns: this.#plan.columns,
      signal: this.#failure.signal,
      folder: spillDir,
      catalog: STAGING_CATALOG,
      ...(batchRows === undefined ? {} : { batchRows }),
      rowsOf: (fragment) => this.#measured[fragment]?.rows ?? 0,
      fail: (error) => this.#failure.fail(error),
      onRows: (rows) => this.#tellRows(rows),
    });
  }

  #startFragments(): readonly Promise<void>[] {
    const ordered = inOrder(this.#plan.fragments, (fragment) => this.#waitsFor(fragment));
    for (const fragment of ordered) this.#staged.set(fragment.id, this.#runFragment(fragment));
    this.#stream?.begin(this.#staged);
    return [...this.#staged.values()];
  }

  async #runFragment(fragment: Fragment): Promise<void> {
    const source = this.#sourceOf(fragment.source);
    const { id } = fragment;
    const run = new FragmentRun(fragment, {
      db: this.#db,
      source,
      table: this.#tableOf(id),
      folder: this.#options.spillDir,
      enough: this.#needed.has(fragment) ? undefined : this.#stream?.enough,
      onProgress: (event) => this.#options.onProgress(event),
      sink: (connection) => this.#sinkOf(fragment, connection),
      before: () => this.#before(fragment),
      onKeys: (sent) => {
        this.#keys[id] = sent;
      },
    });
    const measured = await run.run();
    this.#measured[id] = measured;
    const { rows, bytes, ms } = measured;
    this.#options.onProgress({ kind: 'fragment-done', fragment: id, source: source.name, rows, bytes, ms });
    await source.fragmentDone();
  }

  /** Those that give it keys, and those that its batches are to meet where few of them may be enough. */
  #waitsFor(fragment: Fragment): readonly string[] {
    return [...keyGivers(fragment), ...(this.#stream?.firstFor(fragment.id) ?? [])];
  }

  #before(fragment: Fragment): Promise<unknown> | null {
    const first = this.#waitsFor(fragment);
    return first.length === 0 ? null : Promise.all(first.flatMap((id) => this.#staged.get(id) ?? []));
  }

  async #sinkOf({ id, columns }: Fragment, connection: DuckDBConnection): Promise<BatchSink> {
    const fields = columns.map(({ name, type }) => ({ name, type }));
    const end = this.#stream?.endOf(id) ?? null;
    if (end !== null) return new StreamedFragment(connection, fields, end);
    const stager = await Stager.create(connection, this.#tableOf(id), fields);
    return isFragmentItself(this.#plan) ? new ResultSink(stager, (rows) => this.#tellRows(rows)) : stager;
  }

  #tellRows(rows: number): void {
    if (!this.#areRowsTold) this.#options.onProvisional?.(this.#provisional);
    this.#areRowsTold = true;
    this.#options.onProgress({ kind: 'rows-available', rows });
  }

  async #finishLocally(): Promise<LocalOutcome> {
    if (isFragmentItself(this.#plan)) return { ms: 0, operators: [] };
    const streamed = (await this.#stream?.finish()) ?? null;
    if (streamed === null) return await this.#runLocal(this.#plan.localSql);
    const { ms, operators, rest } = streamed;
    if (rest === null) return { ms, operators };
    const local = await this.#runLocal(rest);
    return { ms: ms + local.ms, operators: [...local.operators, ...operators] };
  }

  async #runLocal(sql: string): Promise<LocalOutcome> {
    const { opaque, now } = this.#plan;
    if (opaque !== null) {
      if (now !== undefined) await stopClock(this.#db, now);
      const keep = new Set([STAGING_CATALOG, RESULT_CATALOG]);
      await standUnderNames(
        this.#db,
        opaque,
        this.#plan.opaqueModels ?? [],
        (fragment) => this.#tableOf(fragment),
        keep,
      );
    }
    return await runLocalPart({
      db: this.#db,
      plan: this.#plan,
      sql,
      signal: this.#failure.signal,
      folder: this.#options.spillDir,
      onProgress: (event) => this.#options.onProgress(event),
    });
  }

  #sourceOf(name: string): OpenSource {
    const source = this.#sources.get(name);
    if (source === undefined) throw new Error(`The source ${name} was not opened.`);
    return source;
  }

  #tableOf(fragment: string): TableName {
    if (isFragmentItself(this.#plan)) return RESULT_TABLE;
    return { catalog: STAGING_CATALOG, schema: 'main', name: fragment };
  }

  async #setMemory(limit: string): Promise<void> {
    const connection = await this.#db.connect();
    try {
      await connection.run(`SET memory_limit = ${quoteText(limit)}`);
    } finally {
      connection.disconnectSync();
    }
  }
}
