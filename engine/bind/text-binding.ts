import { AtollError } from '../errors/atoll-error.ts';
import { NodeIds } from '../plan/ids.ts';
import type { DataType } from '../types/data-type.ts';
import type { SourceText } from './bind-error.ts';
import { bindError, errorAt, readDuckdbError } from './bind-error.ts';
import type { BindResult, ResultColumn } from './bind-result.ts';
import type { BindTables } from './bind-tables.ts';
import type { BindingDatabase, PreparedText } from './binding-database.ts';
import { typedColumns } from './binding-database.ts';
import {
  describingEdits,
  readStatement,
  refuseCalledWords,
  refuseFunctions,
  refuseRowAddress,
} from './check-statement.ts';
import type { Clock } from './clock.ts';
import { isVolatile } from './determinism.ts';
import { foldCase } from './duckdb-names.ts';
import type { ParameterPlace, ParameterValues } from './parameters.ts';
import { checkParameters, numericTypes, parameterEdits, parameterPlaces } from './parameters.ts';
import { checkParameterTypes } from './parameter-types.ts';
import { planMaker } from './plan-maker.ts';
import type { BindModel, BoundModel, ResolvedNames } from './resolve-tables.ts';
import { TableResolver } from './resolve-tables.ts';
import type { SqlToken } from './sql-tokens.ts';
import { tokenize } from './sql-tokens.ts';
import type { StatementNames } from './statement-names.ts';
import { statementNames } from './statement-names.ts';
import type { Stubs } from './stubs.ts';
import type { EditedText } from './text-edit.ts';
import { applyEdits } from './text-edit.ts';
import { dottedNames } from './text-names.ts';
import type { TranslateModel } from './translation.ts';
import { Unmodelled } from './unmodelled.ts';

/** A bound text: the result without its plan, and what makes the plan. */
export interface BoundText {
  readonly result: BindResult;
  readonly translate: TranslateModel | null;
}

/** A text with its parameter values written in, and the SQL text of each value by the parameter's name. */
interface WrittenText {
  readonly edited: EditedText;
  readonly constants: ReadonlyMap<string, string>;
  readonly prepared: PreparedText;
}

const DESCRIBE_REASON = 'DESCRIBE and SUMMARIZE are answered by DuckDB itself';
const PIVOT_REASON = 'PIVOT without a list of values (IN) has columns that only its data tells';

/** Binds one text and, before it, the models that it names. One object serves one call of the binder. */
export class TextBinding {
  readonly #database: BindingDatabase;
  readonly #stubs: Stubs;
  readonly #tables: BindTables;
  readonly #clock: Clock;
  readonly #models = new Map<string, BoundModel>();

  constructor(database: BindingDatabase, stubs: Stubs, tables: BindTables, clock: Clock) {
    this.#database = database;
    this.#stubs = stubs;
    this.#tables = tables;
    this.#clock = clock;
  }

  /** `path` holds the models that are being bound around this text, outermost first. */
  async bind(source: SourceText, values: ParameterValues, path: readonly string[] = []): Promise<BoundText> {
    if (source.sql.includes('\0')) {
      throw errorAt('sql-syntax', 'The text holds a NUL character.', source, source.sql.indexOf('\0'));
    }
    const tokens = tokenize(source.sql);
    const statement = readStatement(await this.#database.syntaxOf(source.sql), source, tokens);
    const bindModel: BindModel = async (name, asker, offset) => await this.#model(name, asker, offset, path);
    const resolver = new TableResolver(this.#stubs, this.#tables, bindModel, source);
    if (statement.kind === 'pivot') return await this.#bindPivot(source, values, tokens, resolver);
    const names = statementNames(statement.tree);
    refuseFunctions(names, source);
    const found = await resolver.resolve(names, tokens);
    const resolved = names.describes ? describing(found, tokens) : found;
    refuseRowAddress(names, resolved, source);
    if (resolved.shapeless) return withoutColumns(source, values, tokens, resolved);
    return await this.#bindQuery(source, values, tokens, names, resolved);
  }

  async #model(
    name: string,
    asker: SourceText,
    offset: number | null,
    path: readonly string[],
  ): Promise<BoundModel | null> {
    const key = foldCase(name);
    const known = this.#models.get(key);
    if (known !== undefined) return known;
    const text = this.#tables.model(name);
    if (text === null) return null;
    const start = path.findIndex((one) => foldCase(one) === key);
    if (start >= 0) {
      const circle = [...path.slice(start), name].join(' → ');
      throw errorAt(
        'model-cycle',
        `Models refer to each other in a circle: ${circle}.`,
        asker,
        offset,
        'Break the circle in one of them.',
      );
    }
    const { result, translate } = await this.bind(text, new Map(), [...path, name]);
    const plan = translate === null ? null : translate(new NodeIds());
    const bound: BoundModel = { named: { name, file: text.file, result: { ...result, plan } }, translate };
    this.#models.set(key, bound);
    return bound;
  }

  async #bindQuery(
    source: SourceText,
    values: ParameterValues,
    tokens: readonly SqlToken[],
    names: StatementNames,
    resolved: ResolvedNames,
  ): Promise<BoundText> {
    const places = parameterPlaces(tokens);
    checkParameters(places, values);
    const learned =
      places.length === 0 ? null : await this.#learn(applyEdits(source.sql, resolved.edits).text);
    const types: ReadonlyMap<string, DataType> = learned?.parameters ?? new Map<string, DataType>();
    await checkParameterTypes(values, types, this.#database.database);
    const { edited, prepared, constants } = await this.#writeIn(source, resolved, places, values, types);
    const columns = namedAs(resultColumns(prepared), learned, constants);
    const parameters = [...new Set(places.map((place) => place.name))].map((name) => ({
      name,
      type: types.get(name) ?? null,
    }));
    const volatile = names.functions
      .filter(({ name }) => isVolatile(name))
      .map(({ name }) => `${name}() differs at each call`);
    const base = { text: edited.text, columns, parameters, tables: resolved.tables, models: resolved.models };
    const made = await this.#translate(edited, resolved, columns);
    const result: BindResult = {
      ...base,
      plan: null,
      opaque: typeof made === 'string' ? { reason: made } : null,
      nondeterminism: [...new Set(volatile)],
      ordered: names.ordered,
    };
    return { result, translate: typeof made === 'string' ? null : made };
  }

  /**
   * The text with its values, prepared. A value whose type the query does not tell is a text first; where that does
   * not bind, as in `$x + 1`, and it reads as a number, it is one.
   */
  async #writeIn(
    source: SourceText,
    resolved: ResolvedNames,
    places: readonly ParameterPlace[],
    values: ParameterValues,
    types: ReadonlyMap<string, DataType>,
  ): Promise<WrittenText> {
    const attempt = async (typed: ReadonlyMap<string, DataType>): Promise<WrittenText> => {
      const edits = parameterEdits(places, values, typed);
      const edited = applyEdits(source.sql, [...resolved.edits, ...edits]);
      const constants = new Map(places.map(({ name }, at) => [name, edits[at]?.replacement ?? '']));
      return { edited, constants, prepared: await this.#prepare(edited, source) };
    };
    try {
      return await attempt(types);
    } catch (error) {
      const numbers = numericTypes(values, types);
      if (numbers.size === types.size) throw error;
      return await attempt(numbers).catch(() => {
        throw error;
      });
    }
  }

  /** The maker of the plan, or why there is none. */
  async #translate(
    edited: EditedText,
    resolved: ResolvedNames,
    columns: readonly ResultColumn[],
  ): Promise<TranslateModel | string> {
    if (resolved.opaque !== null) return resolved.opaque;
    const json = await this.#database.planOf(edited.text);
    try {
      const translate = planMaker(json, { edited, targets: resolved.targets, columns, clock: this.#clock });
      translate(new NodeIds());
      return translate;
    } catch (error) {
      if (error instanceof Unmodelled) return error.message;
      throw error;
    }
  }

  /** A text without syntax tree and plan: its tables are those of its dotted names that the catalog knows. */
  async #bindPivot(
    source: SourceText,
    values: ParameterValues,
    tokens: readonly SqlToken[],
    resolver: TableResolver,
  ): Promise<BoundText> {
    refuseCalledWords(tokens, source);
    return withoutColumns(source, values, tokens, await resolver.resolveCandidates(dottedNames(tokens)));
  }

  /** What PREPARE tells of a text with its parameters; null where it can't bind without values. */
  async #learn(text: string): Promise<PreparedText | null> {
    try {
      return await this.#database.prepare(text);
    } catch {
      return null;
    }
  }

  async #prepare(edited: EditedText, source: SourceText): Promise<PreparedText> {
    try {
      return await this.#database.prepare(edited.text);
    } catch (error) {
      const duckdb = error instanceof Error ? readDuckdbError(error.message) : null;
      if (duckdb === null) throw error;
      throw bindError(duckdb, source, edited.originOf);
    }
  }
}

function resultColumns(prepared: PreparedText): readonly ResultColumn[] {
  const columns = typedColumns(prepared.columns);
  if (columns !== null) return columns;
  const unknown = prepared.columns.filter((column) => column.type === null).map((column) => column.name);
  throw new AtollError(
    'plan-unsupported',
    `The result column ${unknown.join(', ')} has a type that Atoll can't carry.`,
    {
      hint: 'Cast it, for example to VARCHAR.',
    },
  );
}

/**
 * Columns are named after the text as it was written, where a parameter is `$name`. Where DuckDB can't name them
 * without the values, their texts give way to the parameters.
 */
function namedAs(
  columns: readonly ResultColumn[],
  written: PreparedText | null,
  constants: ReadonlyMap<string, string>,
): readonly ResultColumn[] {
  const known =
    written !== null && written.columns.length === columns.length && typedColumns(written.columns) !== null;
  if (known)
    return columns.map((column, at) => ({ ...column, name: written.columns[at]?.name ?? column.name }));
  return columns.map((column) => {
    const name = [...constants].reduce(
      (text, [parameter, constant]) => text.replaceAll(constant, `$${parameter}`),
      column.name,
    );
    return { ...column, name };
  });
}

/** DESCRIBE and SUMMARIZE give what DuckDB makes of a query, so that it runs by itself, where DuckDB lets a query stand. */
function describing(resolved: ResolvedNames, tokens: readonly SqlToken[]): ResolvedNames {
  const edits = [...resolved.edits, ...describingEdits(tokens)];
  return { ...resolved, edits, opaque: resolved.opaque ?? DESCRIBE_REASON };
}

/** A text that DuckDB can't bind before its data is there. */
function withoutColumns(
  source: SourceText,
  values: ParameterValues,
  tokens: readonly SqlToken[],
  resolved: ResolvedNames,
): BoundText {
  const places = parameterPlaces(tokens);
  checkParameters(places, values);
  const { text } = applyEdits(source.sql, [...resolved.edits, ...parameterEdits(places, values, new Map())]);
  const parameters = [...new Set(places.map((place) => place.name))].map((name) => ({ name, type: null }));
  const { tables, models } = resolved;
  const opaque = { reason: resolved.opaque ?? PIVOT_REASON };
  const unknown = { plan: null, columns: [], nondeterminism: [], ordered: false };
  return { result: { ...unknown, opaque, text, tables, models, parameters }, translate: null };
}
