/** Numbers of the types in column definitions (enum_field_types). */
export const NATIVE = {
  decimal: 0,
  tiny: 1,
  short: 2,
  long: 3,
  double: 5,
  null: 6,
  timestamp: 7,
  longlong: 8,
  int24: 9,
  date: 10,
  time: 11,
  datetime: 12,
  year: 13,
  varchar: 15,
  bit: 16,
  json: 245,
  newdecimal: 246,
  enum: 247,
  set: 248,
  tinyblob: 249,
  mediumblob: 250,
  longblob: 251,
  blob: 252,
  varstring: 253,
  string: 254,
  geometry: 255,
} as const;

const WHOLE = [NATIVE.tiny, NATIVE.short, NATIVE.int24, NATIVE.long, NATIVE.longlong, NATIVE.year];
const EXACT = [...WHOLE, NATIVE.decimal, NATIVE.newdecimal];
const TEXTS = [
  NATIVE.varchar,
  NATIVE.varstring,
  NATIVE.string,
  NATIVE.tinyblob,
  NATIVE.blob,
  NATIVE.mediumblob,
  NATIVE.longblob,
];

/** Types of values that are read as exact numbers, as doubles (not FLOAT, whose text is rounded), as text and so on. */
export const READABLE = {
  exact: new Set<number>([...EXACT, NATIVE.null]),
  real: new Set<number>([...EXACT, NATIVE.double, NATIVE.null]),
  moment: new Set<number>([NATIVE.date, NATIVE.datetime, NATIVE.timestamp, ...TEXTS, NATIVE.null]),
  time: new Set<number>([NATIVE.time, ...TEXTS, NATIVE.null]),
  text: new Set<number>([
    ...TEXTS,
    NATIVE.json,
    NATIVE.enum,
    NATIVE.set,
    NATIVE.decimal,
    NATIVE.newdecimal,
    NATIVE.time,
    NATIVE.null,
  ]),
  bytes: new Set<number>([...TEXTS, NATIVE.geometry, NATIVE.null]),
} as const;
