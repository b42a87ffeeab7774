import { NodeIds } from '../plan/ids.ts';
import type { TableKey } from '../types/catalog.ts';
import type { BindResult } from './bind-result.ts';
import type { BindTables } from './bind-tables.ts';
import { BindingDatabase } from './binding-database.ts';
import { clockAt } from './clock.ts';
import { foldConstants } from './fold-constants.ts';
import type { KeysOf } from './nondeterminism.ts';
import { isOrdered, nondeterminism } from './nondeterminism.ts';
import type { ParameterValues } from './parameters.ts';
import { Stubs } from './stubs.ts';
import type { BoundText } from './text-binding.ts';
import { TextBinding } from './text-binding.ts';

export interface BindOptions {
  /** The instant that `now()` and its kin stand for; the present by default. */
  readonly now?: Date;
}

/**
 * Turns query text into a plan: DuckDB binds the text over empty stubs of the tables that it names, the bound plan is
 * translated, and models are spliced in. Calls run one after the other, for they share one DuckDB instance.
 */
export class Binder {
  readonly #database: BindingDatabase;
  readonly #stubs: Stubs;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(database: BindingDatabase) {
    this.#database = database;
    this.#stubs = new Stubs(database.database);
  }

  static async create(): Promise<Binder> {
    return new Binder(await BindingDatabase.open());
  }

  /**
   * Binds a text. Throws AtollError with a code of `sql-…` or `model-…` where the text is wrong or refused; a text that
   * is right but beyond the plan's vocabulary gives an opaque result.
   */
  async bind(
    sql: string,
    tables: BindTables,
    parameters: ParameterValues = new Map(),
    options: BindOptions = {},
  ): Promise<BindResult> {
    const run = this.#last.then(async () => await this.#bindNow(sql, tables, parameters, options));
    this.#last = run.catch(() => null);
    return await run;
  }

  async #bindNow(
    sql: string,
    tables: BindTables,
    parameters: ParameterValues,
    options: BindOptions,
  ): Promise<BindResult> {
    const clock = clockAt(options.now ?? new Date());
    const binding = new TextBinding(this.#database, this.#stubs, tables, clock);
    const bound = await binding.bind({ sql, file: null }, parameters);
    return await this.#finish(bound);
  }

  /** Makes the plans of a text and of the models that it names, constants folded. */
  async #finish({ result, translate }: BoundText): Promise<BindResult> {
    if (translate === null) return result;
    const plan = await foldConstants(translate(new NodeIds()), this.#database.database);
    return {
      ...result,
      plan,
      nondeterminism: nondeterminism(plan, keysOf(result)),
      ordered: isOrdered(plan),
    };
  }

  close(): void {
    this.#database.close();
  }
}

function keysOf(result: BindResult): KeysOf {
  const keys = new Map<string, readonly TableKey[]>();
  for (const { source, table } of result.tables) {
    const { schema, name } = table.path;
    keys.set(JSON.stringify([source, schema === null ? name : `${schema}.${name}`]), table.keys);
  }
  return (source, table) => keys.get(JSON.stringify([source, table])) ?? [];
}
