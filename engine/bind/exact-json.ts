/** A JSON value as DuckDB writes it. Numbers that JavaScript would round, and -0, are kept as their source text. */
export type ExactJson = null | boolean | number | string | ExactNumber | readonly ExactJson[] | ExactObject;

export interface ExactObject {
  readonly [key: string]: ExactJson;
}

/** A number by its digits. */
export class ExactNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Numbers that JSON has no word for; DuckDB writes them bare. */
const BARE = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/gi;

/** The reviver's third argument, which the compiler's library does not know yet. */
type Reviver = (key: string, value: ExactJson, context: { readonly source?: string }) => ExactJson;

/** Parses DuckDB's JSON without loss: small integers become numbers, all other numbers an ExactNumber. */
export function parseExact(text: string): ExactJson {
  const quoted = text.replace(BARE, (match) => (match.startsWith('"') ? match : `{"bare":"${match}"}`));
  const keep: Reviver = (_key, value, context) => {
    if (typeof value === 'number') return exactNumber(value, context.source ?? String(value));
    return isBare(value) ? new ExactNumber(value.bare) : value;
  };
  return JSON.parse(quoted, keep as (key: string, value: unknown) => unknown) as ExactJson;
}

function exactNumber(value: number, source: string): number | ExactNumber {
  return /^(?:0|-?[1-9]\d*)$/.test(source) && Number.isSafeInteger(value) ? value : new ExactNumber(source);
}

function isBare(value: ExactJson): value is { readonly bare: string } {
  return isExactObject(value) && typeof value['bare'] === 'string' && Object.keys(value).length === 1;
}

/** A JSON text; anything else is the empty text. */
export function textOf(value: ExactJson | undefined): string {
  return typeof value === 'string' ? value : '';
}

export function isExactObject(value: ExactJson | undefined): value is ExactObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber)
  );
}
