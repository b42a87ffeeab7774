/** How well a name answers a search; lower is better. */
export type MatchRank = 0 | 1 | 2 | 3;

const WORD_BREAK = /[^\p{L}\p{N}]/u;

/** Where the words stand in the name (`lower`, both in lower case), and how well; null where they do not. */
export function matchName(
  lower: string,
  words: string,
): { readonly at: number; readonly rank: MatchRank } | null {
  const at = lower.indexOf(words);
  if (at < 0) return null;
  if (at === 0) return { at, rank: lower.length === words.length ? 0 : 1 };
  return { at, rank: WORD_BREAK.test(lower[at - 1] ?? '') ? 2 : 3 };
}

/** Parts of a name, those that match marked; at most the first occurrence. */
export interface NamePart {
  readonly text: string;
  readonly match: boolean;
}

/** Cuts a name where the search matches it, regardless of case. */
export function namePartsOf(name: string, words: string): readonly NamePart[] {
  const at = words === '' ? -1 : name.toLowerCase().indexOf(words);
  // Lower case may have another length (İ): then nothing is marked rather than the wrong letters.
  if (at < 0 || name.toLowerCase().length !== name.length) return [{ text: name, match: false }];
  const end = at + words.length;
  return [
    { text: name.slice(0, at), match: false },
    { text: name.slice(at, end), match: true },
    { text: name.slice(end), match: false },
  ].filter(({ text }) => text !== '');
}
