import type { KeyForm, KeySlot, KeyTestText } from '../../plan/fragment.ts';
import type { DataType } from '../../types/data-type.ts';
import type { TypedLiteral } from '../../types/literal.ts';

/**
 * How tightly a piece of SQL holds together: what may stand unbracketed inside an operator of the next looser level.
 */
export const LEVELS = { atom: 0, arithmetic: 1, comparison: 2, logic: 3 } as const;
export type Level = keyof typeof LEVELS;

/** A name in one statement that is chosen, free of clashes, when the text is rendered. */
export class Label {
  /** What it is called unless another label has that name already. */
  readonly base: string;

  constructor(base: string) {
    this.base = base;
  }
}

/** A constant that becomes a placeholder; equal ones share one, so that GROUP BY and SELECT agree. */
export class Bound {
  readonly literal: TypedLiteral;

  constructor(literal: TypedLiteral) {
    this.literal = literal;
  }
}

/** A placeholder whose value is not known when the text is printed: keys of another fragment. */
export class Slot {
  readonly name: string;
  readonly type: DataType;

  constructor(name: string, type: DataType) {
    this.name = name;
    this.type = type;
  }
}

/** A test for keys of another fragment, whose form is chosen when they are known; it is rendered as a list. */
export class KeyTest {
  readonly set: string;
  readonly forms: Readonly<Partial<Record<KeyForm, Sql>>> & { readonly list: Sql };

  constructor(set: string, forms: KeyTest['forms']) {
    this.set = set;
    this.forms = forms;
  }
}

/** ` AS label` after a table that is called `label.base` anyway: written only where the label had to be another. */
export class Alias {
  readonly label: Label;

  constructor(label: Label) {
    this.label = label;
  }
}

type Part = string | Label | Alias | Bound | Slot | KeyTest;

/** A piece of SQL whose labels and placeholders are not yet written out. Immutable. */
export class Sql {
  readonly parts: readonly Part[];
  readonly level: Level;

  constructor(parts: readonly Part[], level: Level = 'atom') {
    this.parts = parts;
    this.level = level;
  }

  /** The same text at another level. */
  at(level: Level): Sql {
    return new Sql(this.parts, level);
  }

  /** The text in brackets where it holds together less tightly than `level`. */
  within(level: Level): Sql {
    return LEVELS[this.level] <= LEVELS[level] ? this : sql`(${this})`;
  }

  /** Whether two pieces are the same text with the same labels and constants. */
  equals(other: Sql): boolean {
    return (
      this.parts.length === other.parts.length &&
      this.parts.every((part, at) => samePart(part, other.parts[at]))
    );
  }
}

function samePart(a: Part, b: Part | undefined): boolean {
  if (a instanceof Slot && b instanceof Slot) return a.name === b.name;
  if (a instanceof Bound && b instanceof Bound) return constantKey(a.literal) === constantKey(b.literal);
  return a === b;
}

function constantKey(literal: TypedLiteral): string {
  return JSON.stringify([literal.type, literal.value]);
}

/** Composes SQL from a template; strings that are put in are taken as SQL text, so they must be safe already. */
export function sql(texts: TemplateStringsArray, ...inserted: readonly (Sql | Part)[]): Sql {
  const parts: Part[] = [];
  texts.forEach((text, at) => {
    append(parts, text);
    const part = inserted[at];
    if (part instanceof Sql) for (const inner of part.parts) append(parts, inner);
    else if (part !== undefined) append(parts, part);
  });
  return new Sql(parts);
}

/** Adjacent texts are one part, so that equal pieces have equal parts however they were composed. */
function append(parts: Part[], part: Part): void {
  const last = parts.at(-1);
  if (part === '') return;
  if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
  else parts.push(part);
}

/** SQL text as it is. */
export function text(value: string): Sql {
  return new Sql(value === '' ? [] : [value]);
}

/** Pieces one after the other. */
export function joined(pieces: readonly Sql[], separator: string): Sql {
  const parts: Part[] = [];
  for (const [at, piece] of pieces.entries()) {
    if (at > 0) append(parts, separator);
    for (const part of piece.parts) append(parts, part);
  }
  return new Sql(parts);
}

export interface RenderRules {
  quote(name: string): string;
  /** The placeholder of the parameter at a 1-based position. */
  placeholder(position: number, literal: TypedLiteral): string;
}

/** A finished text. */
interface Rendered {
  readonly sql: string;
  readonly params: readonly TypedLiteral[];
  readonly slots?: readonly KeySlot[];
  readonly tests?: readonly KeyTestText[];
}

/**
 * The finished text: labels get names unique in the statement (up to case), constants get placeholders. Those that only
 * other forms of tests for keys need come after all others, and `last` after them.
 */
export function render(statement: Sql, rules: RenderRules, last: readonly Bound[] = []): Rendered {
  return new Rendering(rules).run(statement, last);
}

class Rendering {
  readonly #rules: RenderRules;
  readonly #names = new Map<Label, string>();
  readonly #taken = new Set<string>();
  readonly #params: TypedLiteral[] = [];
  readonly #positions = new Map<string, number>();
  readonly #slots: KeySlot[] = [];

  constructor(rules: RenderRules) {
    this.#rules = rules;
  }

  run({ parts }: Sql, last: readonly Bound[]): Rendered {
    const keyTests = parts.filter((part) => part instanceof KeyTest);
    for (const part of parts) {
      if (part instanceof KeyTest) this.#place(part.forms.list.parts);
      else if (!last.some((one) => one === part)) this.#place([part]);
    }
    for (const { forms } of keyTests) for (const { parts: inner } of Object.values(forms)) this.#place(inner);
    this.#place(last);
    let sql = '';
    const tests: KeyTestText[] = [];
    for (const part of parts) {
      if (part instanceof KeyTest) {
        const test = this.#test(part, sql.length);
        tests.push(test);
        sql += test.forms.list ?? '';
      } else sql += this.#write(part);
    }
    const [params, slots] = [this.#params, this.#slots];
    return slots.length + tests.length === 0 ? { sql, params } : { sql, params, slots, tests };
  }

  #test({ set, forms }: KeyTest, at: number): KeyTestText {
    const texts: KeyTestText['forms'] = Object.fromEntries(
      Object.entries(forms).map(([form, { parts }]) => [
        form,
        parts.map((part) => this.#write(part)).join(''),
      ]),
    );
    return { set, at, length: texts.list?.length ?? 0, forms: texts };
  }

  /** Numbers the placeholders among some parts. */
  #place(parts: readonly Part[]): void {
    for (const part of parts) {
      if (!(part instanceof Slot || part instanceof Bound)) continue;
      const key = placeKey(part);
      if (this.#positions.has(key)) continue;
      const position = this.#params.push(literalOf(part));
      this.#positions.set(key, position);
      if (part instanceof Slot) this.#slots.push({ name: part.name, at: position - 1 });
    }
  }

  #write(part: Part): string {
    if (typeof part === 'string') return part;
    if (part instanceof KeyTest) throw new Error('A test for keys does not stand in another.');
    if (part instanceof Label) return this.#rules.quote(named(part, this.#names, this.#taken));
    if (part instanceof Alias) {
      const name = named(part.label, this.#names, this.#taken);
      return name === part.label.base ? '' : ` AS ${this.#rules.quote(name)}`;
    }
    const position = this.#positions.get(placeKey(part));
    if (position === undefined) throw new Error('A placeholder was not numbered.');
    return this.#rules.placeholder(position, literalOf(part));
  }
}

function placeKey(part: Slot | Bound): string {
  return part instanceof Slot ? `slot ${part.name}` : constantKey(part.literal);
}

function literalOf(part: Slot | Bound): TypedLiteral {
  return part instanceof Slot ? { type: part.type, value: null } : part.literal;
}

function named(label: Label, names: Map<Label, string>, taken: Set<string>): string {
  const known = names.get(label);
  if (known !== undefined) return known;
  let name = label.base;
  for (let at = 2; taken.has(name.toLowerCase()); at += 1) name = `${label.base}_${at}`;
  taken.add(name.toLowerCase());
  names.set(label, name);
  return name;
}
