import type { ExplainReport, FragmentReport } from '../../engine/types/explain.ts';
import { worstText } from './explain/totals-text.ts';
import { visibleText } from './formats/visible-text.ts';
import { ageText, bytesText, msText, rowsText } from './human.ts';

const WIDTH = 100;
/** Estimates that are less far off change few plans. */
const WORTH_TELLING = 10;

/** What each source gave and took: `6 rows   shop 1.2 MB · 3,412 rows · 38 ms   here 9 ms`, in lines that fit. */
export function placementSummary(rows: number, report: ExplainReport): string {
  const sources = new Map<string, FragmentReport[]>();
  for (const fragment of report.fragments)
    sources.set(fragment.source, [...(sources.get(fragment.source) ?? []), fragment]);
  const parts = [rowsText(rows), ...[...sources].map(([name, fragments]) => sourceText(name, fragments))];
  // `here` is the local DuckDB: a source may be called `local`.
  if (report.local.ms !== null) parts.push(`here ${msText(report.local.ms)}`);
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    const longer = `${last}   ${part}`;
    if (last === undefined || longer.length > WIDTH) lines.push(lines.length === 0 ? part : `  ${part}`);
    else lines[lines.length - 1] = longer;
  }
  const worst = report.worstEstimate;
  if (worst !== undefined && worst.factor >= WORTH_TELLING) lines.push(`  ${worstText(worst)}`);
  return `${lines.join('\n')}\n`;
}

function sourceText(name: string, fragments: readonly FragmentReport[]): string {
  const actual = fragments.flatMap((fragment) => fragment.actual ?? []);
  const bytes = actual.reduce((sum, each) => sum + each.bytes, 0);
  const rows = actual.reduce((sum, each) => sum + each.rows, 0);
  // Fragments of one source run side by side: the slowest is what the query waited for.
  const ms = Math.max(0, ...actual.map((each) => each.ms));
  const ages = actual.flatMap(({ cachedAgeMs }) => cachedAgeMs ?? []);
  const cached = ages.length === 0 ? '' : ` from the cache, ${ageText(Math.max(...ages))} old`;
  return `${visibleText(name)} ${bytesText(bytes)} · ${rowsText(rows)} · ${msText(ms)}${cached}`;
}
