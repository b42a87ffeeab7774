/** A list of several quoted texts in brackets, as a reader of many files has. */
const LIST = /\[\s*('(?:[^']|'')*')((?:\s*,\s*'(?:[^']|'')*')+)\s*\]/g;

/** SQL for reading: paths from the workspace on, and of a long list of files the first one and how many more. */
export function shortPaths(sql: string, workspaceDir: string): string {
  return sql
    .replaceAll(`'${workspaceDir.replaceAll("'", "''")}/`, "'")
    .replaceAll(LIST, (list: string, first: string, rest: string) => {
      const more = (rest.match(/'(?:[^']|'')*'/g) ?? []).length;
      return more < 3 || !first.includes('/') ? list : `[${first}, … ${more} more]`;
    });
}
