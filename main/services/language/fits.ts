/** Whether a name (in lower case) holds the typed letters: as they are, or in their order from its first letter on. */
export function fits(name: string, typed: string): boolean {
  if (typed === '' || name.includes(typed)) return true;
  if (!name.startsWith(typed.charAt(0))) return false;
  let at = -1;
  for (const letter of typed) {
    at = name.indexOf(letter, at + 1);
    if (at < 0) return false;
  }
  return true;
}

/** Those that begin with what was typed before those that hold it, before the rest; each group by its `sort`. */
export function bestFirst<T extends { readonly label: string; readonly sort: string }>(
  items: readonly T[],
  typed: string,
): readonly T[] {
  const rank = ({ label }: T): number => {
    const name = label.toLowerCase();
    if (name.startsWith(typed)) return 0;
    return name.includes(typed) ? 1 : 2;
  };
  const ranked = items.map((item) => ({ item, rank: rank(item) }));
  ranked.sort((a, b) => a.rank - b.rank || (a.item.sort < b.item.sort ? -1 : 1));
  return ranked.map(({ item }) => item);
}
