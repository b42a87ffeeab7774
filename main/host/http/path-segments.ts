/**
 * The parts of a request's path, decoded once: `/api/files/a%20b.csv` is `['api', 'files', 'a b.csv']`. Null for a
 * target that could mean another path to somebody else: dot segments in any spelling, empty segments, encoded slashes,
 * backslashes and control characters, damaged escapes, and anything that does not begin with a slash.
 */
export function pathSegments(target: string): readonly string[] | null {
  const path = target.split(/[?#]/, 1)[0] ?? '';
  if (path === '/') return [];
  if (!path.startsWith('/')) return null;
  const segments: string[] = [];
  for (const part of path.slice(1).split('/')) {
    const segment = decoded(part);
    if (segment === null || !isPlain(segment)) return null;
    segments.push(segment);
  }
  return segments;
}

/** The parameters after the question mark. */
export function queryOf(target: string): URLSearchParams {
  const at = target.indexOf('?');
  return new URLSearchParams(at < 0 ? '' : target.slice(at + 1));
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

function isPlain(segment: string): boolean {
  return segment !== '' && segment !== '.' && segment !== '..' && !/[/\\\p{Cc}]/u.test(segment);
}
