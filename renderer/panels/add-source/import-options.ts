import type { ApiOutput } from '../../../main/contract/api/api.ts';
import type { CsvOptions } from '../../../main/contract/api/results.ts';

export type Inspection = ApiOutput<'files', 'inspect'>;

/** How a text file is read, as the form has it; empty where guessing is well. */
export interface ImportForm {
  readonly delimiter: string;
  readonly quote: string;
  readonly header: '' | 'true' | 'false';
  readonly skip: string;
  readonly encoding: string;
  /** Texts that stand for NULL, between commas. */
  readonly nulls: string;
  /** DuckDB types by column, of those that are not as guessed. */
  readonly types: Readonly<Record<string, string>>;
}

export const GUESS_ALL: ImportForm = {
  delimiter: '',
  quote: '',
  header: '',
  skip: '',
  encoding: '',
  nulls: '',
  types: {},
};

/** A delimiter as the choice names it. */
export const DELIMITERS = [
  { value: ',', label: 'Comma ,' },
  { value: ';', label: 'Semicolon ;' },
  { value: '\t', label: 'Tab' },
  { value: '|', label: 'Bar |' },
  { value: ' ', label: 'Space' },
] as const;

export const QUOTES = [
  { value: '"', label: 'Double "' },
  { value: "'", label: "Single '" },
] as const;

export const ENCODINGS = ['utf-8', 'utf-16', 'latin-1'] as const;

/** Types that a column is likely to be read as. */
export const COLUMN_TYPES = [
  'VARCHAR',
  'BIGINT',
  'INTEGER',
  'DOUBLE',
  'DECIMAL(18,3)',
  'BOOLEAN',
  'DATE',
  'TIME',
  'TIMESTAMP',
  'TIMESTAMP WITH TIME ZONE',
  'UUID',
] as const;

/** The options that the form sets: what is empty is left to guessing. */
export function importOptions(form: ImportForm): CsvOptions {
  const options: { -readonly [K in keyof CsvOptions]: CsvOptions[K] } = {};
  if (form.delimiter !== '') options.delimiter = form.delimiter;
  if (form.quote !== '') options.quote = form.quote;
  if (form.header !== '') options.header = form.header === 'true';
  if (/^\d+$/.test(form.skip.trim())) options.skip = Number(form.skip);
  if (form.encoding !== '') options.encoding = form.encoding;
  if (form.nulls !== '') options.nullstr = form.nulls.split(',').map((text) => text.trim());
  if (Object.keys(form.types).length > 0) options.types = form.types;
  return options;
}

/** What guessing found, beside the choice that leaves it to guessing. */
export function guessedText(detected: CsvOptions, of: 'delimiter' | 'quote' | 'header' | 'encoding'): string {
  const value = detected[of];
  if (value === undefined) return 'As found';
  if (of === 'header') return value === true ? 'As found: yes' : 'As found: no';
  const known = [...DELIMITERS, ...QUOTES].find((one) => one.value === value)?.label;
  return `As found: ${known ?? (value === '' ? 'none' : String(value))}`;
}

/** The types to choose from for a column: the one it has first. */
export function typeChoices(type: string): readonly string[] {
  return [type, ...COLUMN_TYPES.filter((one) => one !== type)];
}
