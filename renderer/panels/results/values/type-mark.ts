/** What the short mark of a type stands for. */
export interface TypeMark {
  /** Two to four letters, for the header. */
  readonly mark: string;
  /** Stands at the right: figures of one column are compared by their ends. */
  readonly right: boolean;
  /** Holds other values. */
  readonly nested: boolean;
}

const FLAT = { right: false, nested: false } as const;
const FIGURE = { right: true, nested: false } as const;
const NESTED = { right: false, nested: true } as const;

/** The mark of a type as DuckDB writes it. */
export function typeMark(type: string): TypeMark {
  if (type.endsWith(']')) return { mark: 'list', ...NESTED };
  const [name = ''] = /^[A-Z_]+/.exec(type) ?? [];
  return MARKS[name] ?? { mark: 'text', ...FLAT };
}

const INTEGERS =
  'TINYINT SMALLINT INTEGER BIGINT HUGEINT UTINYINT USMALLINT UINTEGER UBIGINT UHUGEINT BIGNUM';

const MARKS: Readonly<Record<string, TypeMark>> = {
  ...Object.fromEntries(INTEGERS.split(' ').map((name) => [name, { mark: 'int', ...FIGURE }])),
  DECIMAL: { mark: 'dec', ...FIGURE },
  FLOAT: { mark: 'num', ...FIGURE },
  DOUBLE: { mark: 'num', ...FIGURE },
  BOOLEAN: { mark: 'bool', ...FLAT },
  DATE: { mark: 'date', ...FLAT },
  TIME: { mark: 'time', ...FLAT },
  TIME_NS: { mark: 'time', ...FLAT },
  TIMESTAMP: { mark: 'ts', ...FLAT },
  TIMESTAMP_S: { mark: 'ts', ...FLAT },
  TIMESTAMP_MS: { mark: 'ts', ...FLAT },
  TIMESTAMP_NS: { mark: 'ts', ...FLAT },
  INTERVAL: { mark: 'span', ...FLAT },
  BLOB: { mark: 'blob', ...FLAT },
  BIT: { mark: 'bits', ...FLAT },
  UUID: { mark: 'uuid', ...FLAT },
  JSON: { mark: 'json', right: false, nested: true },
  ENUM: { mark: 'enum', ...FLAT },
  STRUCT: { mark: 'rec', ...NESTED },
  MAP: { mark: 'map', ...NESTED },
  UNION: { mark: 'any', ...NESTED },
};
