/**
 * The things whose text holds every word, without regard to case and in any order. Those whose text begins with the
 * first word come first.
 */
export function filterByWords<Thing>(
  things: readonly Thing[],
  text: string,
  textOf: (thing: Thing) => string,
): Thing[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const [first] = words;
  if (first === undefined) return [...things];
  return things
    .map((thing) => ({ thing, text: textOf(thing).toLowerCase() }))
    .filter((one) => words.every((word) => one.text.includes(word)))
    .sort((a, b) => Number(b.text.startsWith(first)) - Number(a.text.startsWith(first)))
    .map(({ thing }) => thing);
}
