import type { languages } from 'monaco-editor/editor';
import { CONSTANTS, KEYWORDS, TYPE_NAMES } from './duckdb-words.ts';

/** The id of the language in Monaco. */
export const DUCKDB_SQL = 'duckdb-sql';

/** Brackets, quotes and comments of DuckDB's SQL. */
export const DUCKDB_SURROUNDINGS: languages.LanguageConfiguration = {
  comments: { lineComment: '--', blockComment: ['/*', '*/'] },
  brackets: [
    ['(', ')'],
    ['[', ']'],
    ['{', '}'],
  ],
  autoClosingPairs: [
    { open: '(', close: ')' },
    { open: '[', close: ']' },
    { open: '{', close: '}' },
    { open: "'", close: "'", notIn: ['string', 'comment'] },
    { open: '"', close: '"', notIn: ['string', 'comment'] },
  ],
  surroundingPairs: [
    { open: '(', close: ')' },
    { open: '[', close: ']' },
    { open: '{', close: '}' },
    { open: "'", close: "'" },
    { open: '"', close: '"' },
  ],
};

/**
 * How DuckDB's SQL is coloured: its words, quoted names, strings (plain, `E'…'`, and between dollar quotes), nested
 * comments, numbers with underscores, parameters (`$name`, `$1`, `?`), casts by `::`.
 */
export const DUCKDB_TOKENS: languages.IMonarchLanguage = {
  ignoreCase: true,
  unicode: true,
  defaultToken: '',
  keywords: [...KEYWORDS],
  types: [...TYPE_NAMES],
  constants: [...CONSTANTS],
  tokenizer: {
    root: [
      [/\s+/, 'white'],
      [/--.*$/, 'comment'],
      [/\/\*/, 'comment', '@comment'],
      [/e'/, 'string', '@escapeString'],
      [/[bx]?'/, 'string', '@string'],
      [/"/, 'identifier.quote', '@quotedName'],
      [/\$((?:[a-z_][\w]*)?)\$/, { token: 'string', next: '@dollarString.$1' }],
      [/\$[\p{L}_][\p{L}\p{N}_]*|\$\d+/u, 'variable'],
      [/::/, 'operator'],
      [/0x[\da-f_]+/, 'number'],
      [/(\d[\d_]*)?\.?\d[\d_]*(e[+-]?\d+)?/, 'number'],
      [/[\p{L}_][\p{L}\p{N}_$]*(?=\s*\()/u, { cases: { '@keywords': 'keyword', '@default': 'predefined' } }],
      [
        /[\p{L}_][\p{L}\p{N}_$]*/u,
        {
          cases: {
            '@keywords': 'keyword',
            '@constants': 'constant',
            '@types': 'type',
            '@default': 'identifier',
          },
        },
      ],
      [/[()[\]{}]/, '@brackets'],
      [/[;,.]/, 'delimiter'],
      [/[<>=!%&+\-*/|~^?:@#]+/, 'operator'],
    ],
    comment: [
      [/[^*/]+/, 'comment'],
      [/\/\*/, 'comment', '@push'],
      [/\*\//, 'comment', '@pop'],
      [/[*/]/, 'comment'],
    ],
    string: [
      [/[^']+/, 'string'],
      [/''/, 'string'],
      [/'/, 'string', '@pop'],
    ],
    escapeString: [
      [/[^'\\]+/, 'string'],
      [/\\./, 'string.escape'],
      [/''/, 'string'],
      [/'/, 'string', '@pop'],
    ],
    dollarString: [
      [
        /\$((?:[a-z_][\w]*)?)\$/,
        { cases: { '$1==$S2': { token: 'string', next: '@pop' }, '@default': 'string' } },
      ],
      [/[^$]+/, 'string'],
      [/\$/, 'string'],
    ],
    quotedName: [
      [/[^"]+/, 'identifier.quote'],
      [/""/, 'identifier.quote'],
      [/"/, 'identifier.quote', '@pop'],
    ],
  },
};
