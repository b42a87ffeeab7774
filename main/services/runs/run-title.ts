/** Longest title, in characters. */
const LONGEST = 80;

/** What a run is called: the first comment of its text, else its first words, in one line. */
export function runTitle(sql: string): string {
  const comment = /^\s*(?:--+[ \t]*([^\n]*)|\/\*+\s*([^]*?)\s*\*+\/)/.exec(sql);
  const words = (comment?.[1] ?? comment?.[2] ?? '').split('\n')[0]?.trim() ?? '';
  const title = (words === '' ? withoutComments(sql) : words).replaceAll(/\s+/g, ' ').trim();
  const characters = [...title];
  return characters.length <= LONGEST
    ? title
    : `${characters
        .slice(0, LONGEST - 1)
        .join('')
        .trimEnd()}…`;
}

function withoutComments(sql: string): string {
  return sql.replaceAll(/^\s*--[^\n]*$/gm, '').slice(0, 10 * LONGEST);
}
