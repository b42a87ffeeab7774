/** The texts that random queries write out. */
export const WRITTEN_TEXTS = ['a', 'A', 'ab', 'b ', 'é', 'zz', '', '10', "q'uote", 'paid', '東京', 'x%y'];

/** Texts whose order and equality differ with case, accents and blanks in other engines than DuckDB. */
export const WORDS = [
  'a',
  'A',
  'ab',
  'Ab',
  'b ',
  'b',
  'é',
  'É',
  'ß',
  "q'uote",
  'x%y',
  'x_y',
  '東京',
  '10',
  '9',
  'zz',
  'Z',
];
