import { AtollError } from '../errors/atoll-error.ts';
import type { SourceText } from './bind-error.ts';
import { errorAt } from './bind-error.ts';
import type { NamedModel, NamedSource } from './bind-result.ts';
import { sameType } from '../types/data-type.ts';
import { storedType } from '../types/stored-type.ts';
import type { BindTables, FoundTable } from './bind-tables.ts';
import { duckdbNames, foldCase } from './duckdb-names.ts';
import { endOfCall, fileCallOf, looksLikeFile, resolveFile } from './file-calls.ts';
import type { SqlToken } from './sql-tokens.ts';
import type { StatementNames } from './statement-names.ts';
import type { StubPlace, Stubs } from './stubs.ts';
import { placeKey, placeOf } from './stubs.ts';
import { isFileFunction } from './table-functions.ts';
import type { TextEdit } from './text-edit.ts';
import { utf16Offsets } from './text-edit.ts';
import type { StubTarget, TranslateModel } from './translation.ts';

const NO_NEAR_TABLE = 'The tree of sources shows the tables there are, as `atoll catalog` does.';

/** A model that was bound because a text names it. */
export interface BoundModel {
  readonly named: NamedModel;
  /** Null where the model is opaque. */
  readonly translate: TranslateModel | null;
}

/** What the names of one text turned out to be. */
export interface ResolvedNames {
  readonly targets: ReadonlyMap<string, StubTarget>;
  readonly tables: readonly NamedSource[];
  readonly models: readonly NamedModel[];
  /** Puts stub names in place of calls that read files. */
  readonly edits: readonly TextEdit[];
  /** The first opaque model, which makes the text opaque too. */
  readonly opaque: string | null;
  /** A model has columns that only its data tells, so that the text can't be bound at all. */
  readonly shapeless: boolean;
}

/** Binds the model of a name; `offset` is where `asker` names it. Null where there is none. */
export type BindModel = (
  name: string,
  asker: SourceText,
  offset: number | null,
) => Promise<BoundModel | null>;

/** Resolves the names of one text to stubs, and makes these. */
export class TableResolver {
  readonly #stubs: Stubs;
  readonly #tables: BindTables;
  readonly #bindModel: BindModel;
  readonly #source: SourceText;
  readonly #targets = new Map<string, StubTarget>();
  readonly #named = new Map<string, NamedSource>();
  readonly #models = new Map<string, NamedModel>();
  readonly #edits: TextEdit[] = [];
  #opaque: string | null = null;
  #shapeless = false;

  constructor(stubs: Stubs, tables: BindTables, bindModel: BindModel, source: SourceText) {
    this.#stubs = stubs;
    this.#tables = tables;
    this.#bindModel = bindModel;
    this.#source = source;
  }

  /** All names of a syntax tree; a name that stands for nothing is an error with the nearest names. */
  async resolve(names: StatementNames, tokens: readonly SqlToken[]): Promise<ResolvedNames> {
    const offsetOf = utf16Offsets(this.#source.sql);
    for (const { parts, location, shapeOnly } of names.tables) {
      const offset = location === null ? null : offsetOf(location);
      const known =
        (await this.#name(parts, offset, shapeOnly)) || (looksLikeFile(parts) && (await this.#file(parts)));
      if (!known) throw this.#unknown(parts, offset);
    }
    for (const call of names.tableFunctions) {
      if (!isFileFunction(call.name)) continue;
      const start = call.location === null ? null : offsetOf(call.location);
      const end = start === null ? null : endOfCall(tokens, start);
      const found = resolveFile(fileCallOf(call), `${call.name}(…)`, this.#tables);
      if (start === null || end === null)
        throw new AtollError('sql-refused', `${call.name} stands where it can't be replaced.`);
      const stub = `${call.name}_${this.#edits.length + 1}`;
      await this.#table([stub], found);
      const replacement = call.alias === '' ? `memory.main.${stub} AS ${call.name}` : `memory.main.${stub}`;
      this.#edits.push({ start, end, replacement });
    }
    return this.#resolved();
  }

  /** Those of some candidate names that stand for tables or models. */
  async resolveCandidates(candidates: readonly (readonly string[])[]): Promise<ResolvedNames> {
    for (const parts of candidates) await this.#name(parts, null);
    return this.#resolved();
  }

  #resolved(): ResolvedNames {
    return {
      targets: this.#targets,
      tables: [...this.#named.values()],
      models: [...this.#models.values()],
      edits: this.#edits,
      opaque: this.#opaque,
      shapeless: this.#shapeless,
    };
  }

  async #name(parts: readonly string[], offset: number | null, shapeOnly = false): Promise<boolean> {
    const [first, second, ...rest] = parts;
    if (first !== undefined && foldCase(first) === 'models' && second !== undefined && rest.length === 0) {
      return await this.#model(second, parts, offset);
    }
    const found = this.#tables.find(parts);
    if (found !== null) await this.#table(parts, found, shapeOnly);
    return found !== null;
  }

  async #file(parts: readonly string[]): Promise<boolean> {
    const call = { name: 'auto', paths: parts, options: {} };
    await this.#table(parts, resolveFile(call, `'${parts[0]}'`, this.#tables));
    return true;
  }

  async #table(parts: readonly string[], found: FoundTable, shapeOnly = false): Promise<void> {
    const place = this.#place(parts);
    const names = duckdbNames(found.table.columns.map((column) => column.name));
    const columns = found.table.columns.map((column, at) => ({
      name: names[at] ?? column.name,
      type: column.type,
    }));
    await this.#stubs.ensure(place, columns);
    this.#targets.set(placeKey(place), { kind: 'table', source: found.source, table: found.table, names });
    this.#add({ parts, source: found.source, table: found.table, shapeOnly });
  }

  async #model(name: string, parts: readonly string[], offset: number | null): Promise<boolean> {
    const bound = await this.#bindModel(name, this.#source, offset);
    if (bound === null) return false;
    const { named, translate } = bound;
    const place = this.#place(parts);
    const names = duckdbNames(named.result.columns.map((column) => column.name));
    const columns = named.result.columns.map((column, at) => ({
      name: names[at] ?? column.name,
      type: column.type,
    }));
    const stored = columns.every(({ type }) => sameType(storedType(type), type));
    if (!stored) this.#opaque ??= `models.${named.name} has a row value, which no table can keep`;
    if (columns.length === 0 || !stored) this.#shapeless = true;
    else await this.#stubs.ensure(place, columns);
    if (translate === null)
      this.#opaque ??= `models.${named.name}: ${named.result.opaque?.reason ?? 'opaque'}`;
    else this.#targets.set(placeKey(place), { kind: 'model', name: named.name, names, translate });
    this.#models.set(foldCase(name), named);
    for (const source of named.result.tables) this.#add(source);
    return true;
  }

  /** A table whose rows one of its uses reads is read. */
  #add(named: NamedSource): void {
    const key = JSON.stringify(named.parts);
    const shapeOnly = named.shapeOnly === true && this.#named.get(key)?.shapeOnly !== false;
    const { parts, source, table } = named;
    this.#named.set(key, { parts, source, table, shapeOnly });
  }

  #place(parts: readonly string[]): StubPlace {
    const place = placeOf(parts);
    if (place === null) throw this.#unknown(parts, null);
    return place;
  }

  #unknown(parts: readonly string[], offset: number | null): AtollError {
    const near = this.#tables.suggest(parts);
    const hint = near.length === 0 ? NO_NEAR_TABLE : `Did you mean ${near.slice(0, 3).join(' or ')}?`;
    return errorAt(
      'sql-unknown-table',
      `Table with name ${parts.join('.')} does not exist.`,
      this.#source,
      offset,
      hint,
    );
  }
}
