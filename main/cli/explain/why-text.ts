import type { ExplainReport, NotPushed, Outcome } from '../../../engine/types/explain.ts';
import { cutText } from '../formats/display-width.ts';
import { visibleText } from '../formats/visible-text.ts';
import { hanging, type Layout, section } from './layout.ts';

/** Characters of an operator or predicate that are shown, where several stand in one line. */
const SHOWN = 60;

/** Operators that no reader of the query misses: they mark, pick columns, or stand for what is listed beside them. */
const SILENT: ReadonlySet<string> = new Set([
  'filter',
  'delim-scan',
  'cte-ref',
  'model',
  'governed',
  'values',
]);

interface Group {
  readonly reason: string;
  readonly code: string;
  readonly items: string[];
}

/** What stayed here or went in part, by reason; then what follows from that alone, and what is left out. */
export function whyText({ outcomes, notPushed }: ExplainReport, layout: Layout): string {
  const told = outcomes.filter(isTelling);
  const parts = groupsOf(told.filter(({ outcome }) => outcome === 'superset'));
  const stays = told.filter(({ outcome, reason }) => outcome === 'kept' && !isConsequence(reason));
  const kept = [...groupsOf(stays), ...othersOf(notPushed, outcomes)];
  const after = told.filter(({ outcome, reason }) => outcome === 'kept' && isConsequence(reason));
  const dropped = told.filter(({ outcome }) => outcome === 'dropped');
  const hints = [...new Set(outcomes.flatMap(({ hint }) => hint ?? []))];
  const { heading } = layout.paint;
  return [
    section(heading('done in part at sources'), groupLines(parts, layout)),
    section(heading('done here, and why'), [
      ...groupLines(kept, layout),
      ...lineOf('over what is put together here', after, layout),
    ]),
    section(
      heading('left out, since the answer is the same'),
      dropped.flatMap((one) => hanging(itemOf(one), layout.width - 2)),
    ),
    section(
      heading('could be faster at its source'),
      hints.flatMap((hint) => hanging(`· ${visibleText(hint)}`, layout.width - 2)),
    ),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function isTelling({ part, operator, expression, outcome, code }: Outcome): boolean {
  if (part === 'predicate') return true;
  if (outcome === 'dropped')
    return ['join', 'delim-join', 'aggregate', 'distinct', 'scan'].includes(operator);
  // A comma in FROM: the conditions in WHERE are what joins.
  if (operator === 'join' && expression === 'cross' && code === 'cross-source') return false;
  return !SILENT.has(operator) && !(operator === 'project' && expression === null);
}

/** Whether it stays only because of what is below it. */
function isConsequence(reason: string | null): boolean {
  return reason?.startsWith('It works on ') ?? false;
}

function groupsOf(outcomes: readonly Outcome[]): readonly Group[] {
  const groups = new Map<string, Outcome[]>();
  for (const one of outcomes) {
    const key = JSON.stringify([one.code, one.reason]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    if (first === undefined) return [];
    // A join's conditions say more than the join.
    const predicates = members.filter(({ part }) => part === 'predicate');
    const joins = new Set(['join', 'delim-join', 'project']);
    const shown = members.filter(
      (one) => one.part === 'predicate' || predicates.length === 0 || !joins.has(one.operator),
    );
    const items = [...new Set(shown.map(itemOf))];
    return [{ reason: first.reason ?? '', code: first.code ?? '', items }];
  });
}

/** What planning recorded beside: of keys that could not be sent, for instance. */
function othersOf(notPushed: readonly NotPushed[], outcomes: readonly Outcome[]): readonly Group[] {
  const told = new Set(outcomes.map(({ reason }) => reason));
  const groups = new Map<string, Group>();
  for (const { operator, expression, source, code, reason } of notPushed) {
    // Of operators that planning made, whose reasons the user's own have where they matter.
    if (told.has(reason) || code === 'cost' || code === 'cross-source') continue;
    const group = groups.get(reason) ?? { reason, code, items: [] };
    const where = source === null ? '' : ` at ${visibleText(source)}`;
    group.items.push(`${expression === null ? operator : shown(expression)}${where}`);
    groups.set(reason, group);
  }
  return [...groups.values()];
}

function groupLines(groups: readonly Group[], layout: Layout): readonly string[] {
  return groups.flatMap(({ reason, code, items }) => [
    ...hanging(`· ${visibleText(reason)} (${code})`, layout.width - 2),
    ...items.flatMap((item) => hanging(item, layout.width - 8).map((line) => `    ${line}`)),
  ]);
}

function lineOf(title: string, outcomes: readonly Outcome[], layout: Layout): readonly string[] {
  // Of joins their conditions are there.
  const telling = outcomes.filter(
    ({ part, operator, expression }) =>
      part === 'predicate' ||
      (operator !== 'cte' && !(operator.endsWith('join') && expression?.includes(' on ') === true)),
  );
  if (telling.length === 0) return [];
  const items = [...new Set(telling.map((one) => cutText(itemOf(one), SHOWN)))];
  return hanging(`· ${title}: ${items.join('; ')}`, layout.width - 2);
}

function itemOf({ part, operator, expression }: Outcome): string {
  if (expression === null) return operator;
  return part === 'predicate' ? shown(expression) : `${operator} ${shown(expression)}`;
}

function shown(expression: string): string {
  const bare = /^\(([^()]*)\)$/.exec(expression)?.[1] ?? expression;
  return visibleText(bare);
}
