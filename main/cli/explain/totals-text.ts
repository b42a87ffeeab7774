import type { ExplainReport, Outcome, OutcomeKind } from '../../../engine/types/explain.ts';
import { bytesText, countText, msText, rowsText } from '../human.ts';
import { hanging, type Layout } from './layout.ts';

const WORDS: readonly (readonly [OutcomeKind, string])[] = [
  ['exact', 'at sources'],
  ['superset', 'in part'],
  ['kept', 'here'],
  ['dropped', 'left out'],
];

/** How much went where, what travels, and where a run was furthest from what was expected. */
export function totalsText(report: ExplainReport, { width }: Layout): string {
  const { totals, outcomes, worstEstimate } = report;
  const counts = (['operator', 'predicate'] as const).flatMap((part) => countsOf(outcomes, part));
  const lines = [
    ...(counts.length === 0 ? [] : [counts.join(' · ')]),
    `${travelText(report)} · planned in ${msText(totals.planMs)}`,
    ...(worstEstimate === undefined ? [] : [worstText(worstEstimate)]),
  ];
  return lines.flatMap((line) => hanging(line, width)).join('\n');
}

/** `operators: 9 at sources, 2 here`. */
function countsOf(outcomes: readonly Outcome[], part: Outcome['part']): readonly string[] {
  const own = outcomes.filter((one) => one.part === part);
  const parts = WORDS.flatMap(([kind, word]) => {
    const count = own.filter(({ outcome }) => outcome === kind).length;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  return parts.length === 0 ? [] : [`${part}s: ${parts.join(', ')}`];
}

function travelText({ totals, fragments, local }: ExplainReport): string {
  if (totals.rowsMoved !== null)
    return `${rowsText(totals.rowsMoved)} · ${bytesText(totals.bytesMoved)} travelled, ${msText(local.ms ?? 0)} here`;
  if (fragments.length === 0) return 'nothing travels';
  const known = fragments.every(({ estimated }) => estimated.rows !== null && estimated.bytes !== null);
  if (!known) return 'how much travels is not known';
  const sum = (of: (one: (typeof fragments)[number]) => number | null): number =>
    fragments.reduce((all, one) => all + (of(one) ?? 0), 0);
  const [rows, bytes] = [sum(({ estimated }) => estimated.rows), sum(({ estimated }) => estimated.bytes)];
  return `about ${rowsText(rows)} · ${bytesText(bytes)} travel`;
}

/** Where a run brought another number of rows than expected, by the largest factor. */
export function worstText(worst: NonNullable<ExplainReport['worstEstimate']>): string {
  const { where, estimated, actual, factor } = worst;
  return `worst estimate: ${where}, about ${rowsText(estimated)} expected, ${countText(actual)} came (${factor} times off)`;
}
