/**
 * The pseudo text of TPC-H (specification clause 4.2.2.14) as DuckDB SQL: a pool of grammatical sentences
 * from which every comment is cut. The words and weights are those of the standard's distributions, so the
 * phrase `special … requests` that query 13 looks for turns up at its usual rate of about one in a hundred.
 */

/** Entries of the pool; a comment picks one by hash and cuts a piece out of it. */
export const POOL_ENTRIES = 1024;
/** A comment starts at one of the first characters of an entry, at most at this one. */
export const POOL_OFFSETS = 100;

type Weighted = readonly (readonly [word: string, weight: number])[];

const ones = (words: string): Weighted => words.split(' ').map((word) => [word, 1] as const);

const NOUNS: Weighted = [
  ['packages', 40],
  ['requests', 40],
  ['accounts', 40],
  ['deposits', 40],
  ['foxes', 20],
  ['ideas', 20],
  ['theodolites', 20],
  ['pinto beans', 20],
  ['instructions', 20],
  ['dependencies', 10],
  ['excuses', 10],
  ['platelets', 10],
  ['asymptotes', 10],
  ['courts', 5],
  ['dolphins', 5],
  ...ones('multipliers sauternes warthogs frets dinos attainments somas patterns forges braids frays'),
  ...ones('warhorses dugouts notornis epitaphs pearls tithes waters orbits gifts sheaves depths'),
  ...ones('sentiments decoys realms pains grouches escapades'),
];
const VERBS: Weighted = [
  ['sleep', 20],
  ['wake', 20],
  ['are', 20],
  ['cajole', 20],
  ['haggle', 20],
  ['nag', 10],
  ['use', 10],
  ['boost', 10],
  ['affix', 5],
  ['detect', 5],
  ['integrate', 5],
  ...ones('maintain nod was lose sublate solve thrash promise engage hinder print x-ray breach eat grow'),
  ...ones('impress mold poach serve run dazzle snooze doze unwind kindle play hang believe doubt'),
];
const ADJECTIVES: Weighted = [
  ['special', 20],
  ['pending', 20],
  ['unusual', 20],
  ['express', 20],
  ['regular', 50],
  ['final', 40],
  ['ironic', 40],
  ['even', 30],
  ['bold', 20],
  ['silent', 10],
  ...ones('furious sly careful blithe quick fluffy slow quiet ruthless thin close dogged daring brave'),
  ...ones('stealthy permanent enticing idle busy'),
];
const ADVERBS: Weighted = [
  ['furiously', 50],
  ['carefully', 50],
  ['blithely', 40],
  ['quickly', 30],
  ['fluffily', 20],
  ['slyly', 20],
  ...ones('sometimes always never quietly slowly ruthlessly thinly closely doggedly daringly bravely'),
  ...ones(
    'stealthily permanently enticingly idly busily regularly finally ironically evenly boldly silently',
  ),
];
const PREPOSITIONS: Weighted = [
  ['about', 50],
  ['above', 50],
  ['according to', 50],
  ['across', 50],
  ['after', 50],
  ['against', 40],
  ['along', 40],
  ['among', 30],
  ['around', 30],
  ['at', 10],
  ...ones('atop before behind beneath beside besides between beyond by despite during except for from'),
];
const AUXILIARIES: Weighted = [
  ...ones('do may might shall will would can could should must'),
  ['ought to', 1],
  ['have to', 1],
  ['need to', 1],
  ['try to', 1],
];
const TERMINATORS: Weighted = [
  ['.', 50],
  [';', 1],
  [':', 1],
  ['?', 1],
  ['!', 1],
  ['--', 1],
];

const SENTENCES: Weighted = [
  ['NVT', 3],
  ['NVPT', 3],
  ['NVNT', 3],
  ['NPVNT', 1],
  ['NPVPT', 1],
];
const NOUN_PHRASES: Weighted = [
  ['n', 10],
  ['j n', 20],
  ['j, j n', 10],
  ['d j n', 50],
];
const VERB_PHRASES: Weighted = [
  ['v', 30],
  ['x v', 1],
  ['v d', 40],
  ['x v d', 1],
];

const listOf = (weighted: Weighted): string => {
  const words = weighted.flatMap(([word, weight]) => Array.from({ length: weight }, () => `'${word}'`));
  return `[${words.join(',')}]`;
};

// Symbols of the grammar: capital letters are phrases, small letters are words.
const WORDS: Readonly<Record<string, Weighted>> = {
  n: NOUNS,
  v: VERBS,
  j: ADJECTIVES,
  d: ADVERBS,
  p: PREPOSITIONS,
  x: AUXILIARIES,
};
const PHRASES: Readonly<Record<string, Weighted>> = {
  N: NOUN_PHRASES,
  V: VERB_PHRASES,
  P: [['p the n', 1]],
  T: TERMINATORS,
};

const choice = (weighted: Weighted, hash: string): string => {
  const total = weighted.reduce((sum, [, weight]) => sum + weight, 0);
  return `(${listOf(weighted)})[1 + (${hash} % ${total})::INTEGER]`;
};

const expand = (symbols: Readonly<Record<string, Weighted>>, symbol: string, hash: string, other: string) => {
  const arms = Object.entries(symbols).map(([key, list]) => `WHEN '${key}' THEN ${choice(list, hash)}`);
  return `CASE ${symbol} ${arms.join(' ')} ELSE ${other} END`;
};

/** A query of one value: the pool as a list of texts, each long enough for any comment. */
export function textPoolSql(seed: number): string {
  const sentence = choice(SENTENCES, `hash(${seed}, id, line, 'sentence')`);
  const phrase = expand(PHRASES, 'symbol', `hash(${seed}, id, line, place, 'phrase')`, `''`);
  const word = expand(WORDS, 'symbol', `hash(${seed}, id, line, place, spot, 'word')`, 'symbol');
  return `
WITH sentences AS (
  SELECT id, line, ${sentence} AS form
  FROM range(0, ${POOL_ENTRIES}) entries(id), range(0, 12) lines(line)
), phrases AS (
  SELECT id, line, place, form[place::INTEGER] AS symbol
  FROM sentences, LATERAL (SELECT unnest(range(1, length(form) + 1)) AS place)
), shapes AS (
  SELECT id, line, place, ${phrase} AS shape FROM phrases
), symbols AS (
  SELECT id, line, place, spot, shape[spot::INTEGER] AS symbol
  FROM shapes, LATERAL (SELECT unnest(range(1, length(shape) + 1)) AS spot)
), words AS (
  SELECT id, line, place, string_agg(${word}, '' ORDER BY spot) AS text
  FROM symbols GROUP BY id, line, place
)
SELECT list(body ORDER BY id) FROM (SELECT id, string_agg(CASE WHEN place = 1 OR regexp_matches(text, '^[.;:?!-]') THEN '' ELSE ' ' END || text
  || CASE WHEN regexp_matches(text, '^[.;:?!-]') THEN ' ' ELSE '' END, '' ORDER BY line, place) AS body
FROM words GROUP BY id)`;
}
