import type { FragmentReport } from '../../../engine/types/explain.ts';
import { cutText } from '../formats/display-width.ts';
import { visibleText } from '../formats/visible-text.ts';
import { bytesText, countText, msText, rowsText } from '../human.ts';
import { shortPaths } from '../short-paths.ts';
import { sqlLines } from '../sql-lines.ts';
import { hanging, type Layout, section } from './layout.ts';

/** A space at which no line is broken, until it is printed. */
const UNBROKEN = '\u00A0';

/** One fragment: its source and cost, the exact text sent, and whose keys cut it. */
export function fragmentText(fragment: FragmentReport, { width, paint, workspaceDir }: Layout): string {
  const { id, source, sql, params, estimated, actual, keysFrom } = fragment;
  // What was foretold is of the fragment without keys, which is not what runs.
  const foretold = keysFrom === undefined ? estimated.ms : undefined;
  const cost =
    actual === null
      ? estimateText(estimated, foretold)
      : `${rowsText(actual.rows)} · ${bytesText(actual.bytes)} · ${takenText(actual.ms, foretold)}`;
  const lines = sqlLines(shortPaths(sql, workspaceDir), width - 4).map((line) => `  ${visibleText(line)}`);
  const notes = [
    ...(params.length > 0 ? [`with ${params.map(parameterText).join(', ')}`] : []),
    ...keyLines(fragment),
    ...(actual === null && estimated.rows === null
      ? ['how many rows come is not known: ANALYZE its tables; views and text files have no counts']
      : []),
  ].flatMap((note) => hanging(note, width - 2).map((line) => line.replaceAll(UNBROKEN, ' ')));
  const heading = paint.heading(`${id} at ${visibleText(source)}`);
  return section(`${heading}   ${cost}`, [...lines, ...notes.map(paint.faint)]);
}

/** Which fragments' keys cut this one; after a run how many of them went, and how. */
function keyLines({ keysFrom, keys }: FragmentReport): readonly string[] {
  if (keysFrom === undefined) return [];
  if (keys === undefined) return [`cut by the keys of ${keysFrom}`];
  return keys.map((set) => {
    const count = `${countText(set.keys)} ${set.keys === 1 ? 'key' : 'keys'} of ${set.from}`;
    if (set.keys === 0) return `not read: ${set.from} has no key for ${visibleText(set.column)}`;
    return set.as === 'none'
      ? `${count} for ${visibleText(set.column)} not sent`
      : `cut by ${count} for ${visibleText(set.column)}, sent as a ${set.as}`;
  });
}

function estimateText({ rows, bytes }: FragmentReport['estimated'], ms: number | undefined): string {
  if (rows === null) return 'size unknown';
  const parts = [rowsText(rows)];
  if (bytes !== null) parts.push(bytesText(bytes));
  if (ms !== undefined) parts.push(msText(ms));
  return `about ${parts.join(' · ')}`;
}

/** `84 ms, foretold 120 ms`. */
function takenText(ms: number, foretold: number | undefined): string {
  return foretold === undefined ? msText(ms) : `${msText(ms)}, foretold ${msText(foretold)}`;
}

function parameterText(value: string | null, at: number): string {
  const text = `$${at + 1} = ${value === null ? 'NULL' : `'${visibleText(cutText(value, 40))}'`}`;
  return text.replaceAll(' ', UNBROKEN);
}
