import { mkdir } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { Database, type DatabaseOptions } from '../duckdb/database.ts';
import type { Fragment, FragmentKeys, PlacedPlan } from '../plan/fragment.ts';
import { typeToSql } from '../types/data-type.ts';
import type { EngineOperator, FragmentMeasurement, SentKeys } from '../types/explain.ts';
import { localError } from './duckdb-error.ts';
import type { ExecuteOptions, ExecutionOutcome } from './execution.ts';
import { FirstFailure } from './first-failure.ts';
import { stopClock } from './fixed-clock.ts';
import { orAborted } from './interrupt.ts';
import { withKeys } from './key-sets.ts';
import { isFragmentItself, runLocalPart } from './local-part.ts';
import { mountAndLock, runMounted } from './mounted.ts';
import { type OpenSource, sourcesOf } from './open-source.ts';
import { standUnderNames } from './opaque-names.ts';
import { quoteName, quoteTable, quoteText, type TableName } from '../duckdb/quote.ts';
import { fragmentError, readFragment } from './read-fragment.ts';
import {
  closeResultFile,
  createResultFile,
  describeResult,
  removeResultFile,
  RESULT_CATALOG,
  RESULT_TABLE,
} from './result-file.ts';
import { Stager } from './staging.ts';

/** DuckDB's own name of an in-memory database. */
const STAGING_CATALOG = 'memory';

/**
 * Runs a placed plan to its proved end into a result file: fragments side by side under their sources' limits, then
 * the local part. Rejects with an AtollError: the first thing that failed; all else is stopped by then, at the
 * sources too, and neither the result file nor anything in the spill folder is left.
 */
export async function executePlan(options: ExecuteOptions): Promise<ExecutionOutcome> {
  const begun = performance.now();
  const failure = new FirstFailure(options.signal);
  try {
    failure.signal.throwIfAborted();
    await mkdir(options.spillDir, { recursive: true });
    const sources = sourcesOf(options.plan.fragments, options, failure.signal);
    const outcome = await new PlanRun(options, failure, sources, await openDatabase(options)).run(begun);
    const { rows, ms } = outcome.measurement;
    options.onProgress({ kind: 'complete', rows, ms });
    return outcome;
  } catch (error) {
    failure.fail(error);
    await removeResultFile(options.resultPath);
    throw localError(failure.signal.reason);
  } finally {
    failure.release();
  }
}

async function openDatabase(options: ExecuteOptions): Promise<Database> {
  const { memoryLimit, threads, spillLimit, spillDir } = options;
  const settings: DatabaseOptions = {
    tempDirectory: spillDir,
    ...(memoryLimit === undefined ? {} : { memoryLimit }),
    ...(threads === undefined ? {} : { threads }),
    ...(spillLimit === undefined ? {} : { maxTempDirectorySize: spillLimit }),
  };
  const db = await Database.open(':memory:', settings);
  // DuckDB 1.5.6 pushes the key range of a join below a LIMIT of its other side in some plans, which gives rows that
  // the LIMIT would have cut off. Joining 10 million rows with 1,000 keys took as long without it (0.02 to 0.3 s).
  await db.run("SET disabled_optimizers = 'join_filter_pushdown'");
  return db;
}

/** The fragments, each after those whose keys cut it. */
function inOrder(fragments: readonly Fragment[]): readonly Fragment[] {
  const ordered = new Set<Fragment>();
  const add = (fragment: Fragment): void => {
    for (const { from } of fragment.keys?.sets ?? []) {
      const before = fragments.find((one) => one.id === from);
      if (before !== undefined) add(before);
    }
    ordered.add(fragment);
  };
  for (const fragment of fragments) add(fragment);
  return [...ordered];
}

/** One run in one DuckDB instance of its own. */
class PlanRun {
  readonly #options: ExecuteOptions;
  readonly #plan: PlacedPlan;
  readonly #failure: FirstFailure;
  readonly #db: Database;
  readonly #sources: ReadonlyMap<string, OpenSource>;
  readonly #measured: Record<string, FragmentMeasurement> = {};
  readonly #keys: Record<string, SentKeys> = {};
  readonly #staged = new Map<string, Promise<void>>();

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
  }

  async run(begun: number): Promise<ExecutionOutcome> {
    const db = this.#db;
    try {
      this.#options.onMemory?.((limit) => this.#setMemory(limit));
      await createResultFile(db, this.#options.resultPath);
      await this.#openSources();
      await this.#failure.all(inOrder(this.#plan.fragments).map((fragment) => this.#start(fragment)));
      const local = isFragmentItself(this.#plan) ? { ms: 0, operators: [] } : await this.#runLocal();
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
      await Promise.all([...this.#sources.values()].map((source) => source.close()));
      db.close();
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

  #start(fragment: Fragment): Promise<void> {
    const staged = this.#runFragment(fragment);
    this.#staged.set(fragment.id, staged);
    return staged;
  }

  async #runFragment(fragment: Fragment): Promise<void> {
    const source = this.#sourceOf(fragment);
    const { keys } = fragment;
    // Before it asks for a slot, so that those which it waits for are not kept out by it.
    if (keys !== undefined) await orAborted(this.#allStaged(keys), source.signal);
    const measured = await source.slots.run(source.signal, () => {
      this.#options.onProgress({ kind: 'fragment-started', fragment: fragment.id, source: source.name });
      return keys === undefined ? this.#fetch(fragment, source) : this.#fetchCut(fragment, keys, source);
    });
    this.#measured[fragment.id] = measured;
    const { rows, bytes, ms } = measured;
    this.#options.onProgress({
      kind: 'fragment-done',
      fragment: fragment.id,
      source: source.name,
      rows,
      bytes,
      ms,
    });
    await source.fragmentDone();
  }

  async #allStaged({ sets }: FragmentKeys): Promise<void> {
    await Promise.all(sets.flatMap(({ from }) => this.#staged.get(from) ?? []));
  }

  #fetch(fragment: Fragment, source: OpenSource): Promise<FragmentMeasurement> {
    return source.session.mount !== undefined
      ? runMounted(this.#db, fragment, source, this.#tableOf(fragment.id), this.#options.spillDir)
      : this.#readFragment(fragment, source);
  }

  /** Fetches what the keys of other fragments leave of one. */
  async #fetchCut(fragment: Fragment, keys: FragmentKeys, source: OpenSource): Promise<FragmentMeasurement> {
    const begun = performance.now();
    const connection = await this.#db.connect();
    try {
      const cut = await withKeys(connection, fragment, keys, source.signal);
      this.#keys[fragment.id] = cut.sent;
      const measured = cut.empty
        ? await this.#stageNothing(fragment, source, connection)
        : await this.#fetch(cut.fragment, source);
      await cut.release();
      return { ...measured, ms: performance.now() - begun };
    } catch (error) {
      throw fragmentError(error, fragment);
    } finally {
      connection.disconnectSync();
    }
  }

  async #stageNothing(
    fragment: Fragment,
    { session }: OpenSource,
    connection: DuckDBConnection,
  ): Promise<FragmentMeasurement> {
    const columns = fragment.columns.map(({ name, type }) => `${quoteName(name)} ${typeToSql(type)}`);
    await connection.run(`CREATE TABLE ${quoteTable(this.#tableOf(fragment.id))} (${columns.join(', ')})`);
    return { rows: 0, bytes: 0, connectMs: session.connectMs, firstRowMs: null, ms: 0, retries: 0 };
  }

  async #readFragment(fragment: Fragment, source: OpenSource): Promise<FragmentMeasurement> {
    const connection = await this.#db.connect();
    try {
      const columns = fragment.columns.map(({ name, type }) => ({ name, type }));
      const stager = await Stager.create(connection, this.#tableOf(fragment.id), columns);
      const options = this.#options;
      return await readFragment({
        fragment,
        source,
        stager,
        onProgress: (event) => options.onProgress(event),
      });
    } catch (error) {
      throw fragmentError(error, fragment);
    } finally {
      connection.disconnectSync();
    }
  }

  async #runLocal(): Promise<{ ms: number; operators: readonly EngineOperator[] }> {
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
      signal: this.#failure.signal,
      folder: this.#options.spillDir,
      onProgress: (event) => this.#options.onProgress(event),
    });
  }

  #sourceOf(fragment: Fragment): OpenSource {
    const source = this.#sources.get(fragment.source);
    if (source === undefined) throw new Error(`The source ${fragment.source} was not opened.`);
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
