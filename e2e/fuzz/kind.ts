/**
 * The kinds of values that random queries reckon with. Those named `wide` hold the ends of their types: they are
 * compared, joined, grouped and counted, as adding to them would mostly overflow.
 */
export type Kind =
  | 'int'
  | 'decimal'
  | 'double'
  | 'text'
  | 'bool'
  | 'date'
  | 'timestamp'
  | 'wide-int'
  | 'wide-decimal'
  | 'wide-double'
  | 'list';

const KINDS: Readonly<Record<string, Kind>> = {
  TINYINT: 'int',
  SMALLINT: 'int',
  INTEGER: 'int',
  BIGINT: 'int',
  UTINYINT: 'int',
  HUGEINT: 'int',
  FLOAT: 'double',
  DOUBLE: 'double',
  VARCHAR: 'text',
  BOOLEAN: 'bool',
  DATE: 'date',
  TIMESTAMP: 'timestamp',
};

/** A column whose name begins so is of a wide kind. */
export const WIDE = 'wide_';

/** The kind of a column; nothing where random queries do not know what to do with its type. */
export function kindOf(name: string, duck: string): Kind | undefined {
  if (duck.endsWith('[]')) return 'list';
  if (duck.startsWith('ENUM')) return 'text';
  const kind = duck.startsWith('DECIMAL') ? 'decimal' : KINDS[duck];
  if (!name.startsWith(WIDE)) return kind;
  if (duck === 'UBIGINT') return 'wide-int';
  return kind === 'int' || kind === 'decimal' || kind === 'double' ? `wide-${kind}` : kind;
}
