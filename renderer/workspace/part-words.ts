/** What tells a piece of a query that runs at a source from others. */
export interface Part {
  readonly id: string;
  readonly source: string;
}

/** How a user knows a piece: by its source, with a number where the source has several. Gives unknown ids back. */
export function partName(parts: readonly Part[], id: string): string {
  const part = parts.find((one) => one.id === id);
  if (part === undefined) return id;
  const number = partNumber(parts, part);
  return number === null ? part.source : `${part.source}, part ${number}`;
}

/** The number of a piece among those of its source, from 1; null where it is the only one. */
export function partNumber(parts: readonly Part[], part: Part): number | null {
  const own = parts.filter(({ source }) => source === part.source);
  return own.length === 1 ? null : own.findIndex(({ id }) => id === part.id) + 1;
}

const WORK: ReadonlyMap<string, string> = new Map([
  ['filter', 'filtered'],
  ['join', 'joined'],
  ['delim-join', 'joined'],
  ['aggregate', 'grouped'],
  ['window', 'computed window functions'],
  ['sort', 'sorted'],
  ['top-n', 'sorted, kept the first rows'],
  ['limit', 'kept the first rows'],
  ['distinct', 'left out duplicates'],
  ['set-operation', 'combined'],
  ['unnest', 'unnested lists'],
  ['sample', 'sampled'],
]);

/**
 * What a source does for a piece, in the order of the work: `Read 4 tables, filtered, joined, grouped`. `covers` are the
 * kinds of operators, scans first, then each before those that it reads from.
 */
export function workText(covers: readonly string[]): string {
  const tables = covers.filter((kind) => kind === 'scan').length;
  const read = tables === 0 ? [] : [tables === 1 ? 'read 1 table' : `read ${tables} tables`];
  const done = covers.toReversed().flatMap((kind) => WORK.get(kind) ?? []);
  const text = [...read, ...new Set(done)].join(', ');
  return text === '' ? 'Computed values' : `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
