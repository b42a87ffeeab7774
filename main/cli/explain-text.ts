import type { ExplainReport, FragmentReport, NotPushed, PlanTree } from '../../engine/types/explain.ts';
import { cutText } from './formats/display-width.ts';
import { visibleText } from './formats/visible-text.ts';
import { bytesText, countText, msText, rowsText } from './human.ts';
import { shortPaths } from './short-paths.ts';
import { sqlLines } from './sql-lines.ts';

/** Columns that the text is made for, where no narrower terminal shows it. */
const WIDEST = 100;
/** Below this a terminal breaks the lines by itself. */
const NARROWEST = 60;

/** A report as people read it: what goes to each source, what runs here, why not more, and the plan. */
export function explainText(
  report: ExplainReport,
  workspaceDir: string,
  terminal: number | null = null,
): string {
  const width = Math.max(NARROWEST, Math.min(WIDEST, terminal ?? WIDEST));
  const parts = [
    ...report.fragments.map((fragment) => fragmentText(fragment, workspaceDir, width)),
    localText(report, width),
    whyNotText(report.notPushed, width),
    section('plan', treeLines(report.plan, width)),
    section('result', columnLines(report.columns, width)),
    worstText(report.worstEstimate),
    `planned in ${msText(report.totals.planMs)}`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [title, ...lines.map((line) => `  ${line}`)].join('\n');
}

function fragmentText(fragment: FragmentReport, workspaceDir: string, width: number): string {
  const { id, source, sql, params, covers, estimated, actual, keysFrom } = fragment;
  // What was foretold is of the fragment without keys, which is not what runs.
  const foretold = keysFrom === undefined ? estimated.ms : undefined;
  const cost =
    actual === null
      ? estimateText(estimated, foretold)
      : `${rowsText(actual.rows)} · ${bytesText(actual.bytes)} · ${takenText(actual.ms, foretold)}`;
  const lines = sqlLines(shortPaths(sql, workspaceDir), width - 4).map((line) => `  ${visibleText(line)}`);
  if (params.length > 0) lines.push(`with ${params.map(parameterText).join(', ')}`);
  lines.push(`does ${covers.join(', ')}`);
  lines.push(...keyLines(fragment));
  return section(`${id} at ${visibleText(source)}   ${cost}`, lines);
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

function worstText(worst: ExplainReport['worstEstimate']): string {
  if (worst === undefined) return '';
  const { where, estimated, actual, factor } = worst;
  return `worst estimate: ${where}, about ${rowsText(estimated)} expected, ${countText(actual)} came (${factor} times off)`;
}

function parameterText(value: string | null, at: number): string {
  return `$${at + 1} = ${value === null ? 'NULL' : `'${visibleText(cutText(value, 40))}'`}`;
}

function localText({ local, fragments }: ExplainReport, width: number): string {
  const lines = sqlLines(local.sql, width - 4).map((line) => `  ${visibleText(line)}`);
  if (local.opaque)
    return section('here, in DuckDB: your own text, over copies of the tables that it names', lines);
  if (local.operators.length === 0 && fragments.length === 1)
    return 'nothing runs here: the source gives the answer whole';
  const kinds = local.operators.map(({ kind }) => kind);
  return section('here, in DuckDB', [...lines, `does ${[...kinds].reverse().join(', ')}`]);
}

function whyNotText(notPushed: readonly NotPushed[], width: number): string {
  const seen = new Set<string>();
  const lines = notPushed.flatMap((entry) => {
    const sentence = whyNotSentence(entry);
    if (seen.has(sentence)) return [];
    seen.add(sentence);
    return wrap(sentence, width - 4).map((line, at) => (at === 0 ? `· ${line}` : `  ${line}`));
  });
  return section('why not more', lines);
}

function whyNotSentence({ operator, expression, source, code, reason }: NotPushed): string {
  const what = expression === null ? operator : `${operator} ${visibleText(cutText(expression, 60))}`;
  const where = source === null ? '' : ` at ${visibleText(source)}`;
  return `${what}${where}: ${visibleText(reason)} (${code})`;
}

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function treeLines(node: PlanTree, width: number, head = '', tail = ''): readonly string[] {
  const rows = node.actualRows ?? node.estimatedRows;
  const count = rows === null ? '' : `  ${node.actualRows === null ? '~' : ''}${countText(rows)}`;
  // A source may be called `local` too: what runs at a source belongs to a fragment.
  const site = node.fragment === null ? 'here' : `${node.site} ${node.fragment}`;
  const mark = `[${visibleText(site)}]${count}`;
  const line = cutText(`${head}${visibleText(node.line)}`, width - 4 - mark.length);
  const last = node.children.length - 1;
  return [
    `${line}  ${mark}`,
    ...node.children.flatMap((child, at) =>
      treeLines(child, width, `${tail}${at === last ? '└ ' : '├ '}`, `${tail}${at === last ? '  ' : '│ '}`),
    ),
  ];
}

function columnLines(columns: ExplainReport['columns'], width: number): readonly string[] {
  return wrap(columns.map(({ name, type }) => `${visibleText(name)} ${type}`).join(', '), width - 2);
}
