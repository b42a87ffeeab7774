/** Values at the edges of what every source of the tests holds; each probe adds those of its own. */
export const EDGE_WORDS = [
  'apple',
  'Apple',
  'apple ',
  '',
  ' é',
  'É',
  'e\u0301',
  'straße',
  'z😀z',
  'a%b',
  'a_b',
  'a\\b',
  "it's",
  '10',
  '9',
  null,
  'ﬁ',
  '\u00a0x\u2003',
  'aaa',
  'abab',
] as const;

export const EDGE_INTEGERS = ['0', '1', '-1', '7', '-7', '2', null, '100', '-100', '13', '1000'] as const;

/** Of DECIMAL(12,2). */
export const EDGE_DECIMALS = [
  '0.00',
  '0.01',
  '-0.01',
  '1.50',
  '-1.50',
  '2.50',
  '0.50',
  '99.99',
  null,
  '-12345.67',
  '12345.67',
] as const;

export const EDGE_DATES = [
  '1970-01-01',
  '2000-02-29',
  '1999-12-31',
  '1900-02-28',
  '2024-12-30',
  null,
  '0001-01-01',
  '9999-12-31',
  '2021-01-03',
] as const;

export const EDGE_MOMENTS = [
  '1970-01-01 00:00:00',
  '2000-02-29 23:59:59.999999',
  '1969-12-31 23:59:59.5',
  '2024-12-30 12:34:56',
  null,
  '9999-12-31 00:00:00',
] as const;
