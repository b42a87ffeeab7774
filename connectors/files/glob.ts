/** Special characters of a regular expression. */
const SPECIAL = /[.+^${}()|[\]\\]/gu;

/**
 * A glob over paths with `/`: `*` within one name, `**` over any number of folders, `?` one character. A pattern
 * without `/` is matched against the last name alone.
 */
export function globMatcher(pattern: string): (path: string) => boolean {
  const parts = pattern.split(/(\*\*\/|\*\*|\*|\?)/u).map((part) => {
    if (part === '**/') return '(?:[^/]+/)*';
    if (part === '**') return '.*';
    if (part === '*') return '[^/]*';
    return part === '?' ? '[^/]' : part.replace(SPECIAL, '\\$&');
  });
  const expression = new RegExp(`^${parts.join('')}$`, 'su');
  const nameOnly = !pattern.includes('/');
  return (path) => expression.test(nameOnly ? path.slice(path.lastIndexOf('/') + 1) : path);
}
