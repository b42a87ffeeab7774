import { optimize } from '../../optimize/driver.ts';
import { PREDICATES_DOWN } from '../../optimize/rule-list.ts';
import { filter } from '../../plan/builders.ts';
import type { Expression } from '../../plan/expression.ts';
import type { Fragment, KeyedText, KeyForm } from '../../plan/fragment.ts';
import type { NodeIds } from '../../plan/ids.ts';
import { inKeyRange, inKeySet, isRangeType } from '../../plan/key-set.ts';
import type { PlanNode } from '../../plan/node.ts';
import type { Refusal } from '../../spi/dialect.ts';
import { refusalOf } from '../../spi/sql/refused.ts';
import { partitionOf } from '../fragments.ts';
import type { SourceSite } from '../source-site.ts';

/** A column of a fragment and the name of the keys that cut it. */
export interface Cut {
  readonly index: number;
  readonly name: string;
}

/** Why the source can't be given keys for a column; null where it can. */
export function refuseKeys(fragment: Fragment, cut: Cut, site: SourceSite, ids: NodeIds): Refusal | null {
  if (!site.capabilities.keySets || !site.capabilities.filter) {
    return { code: 'capability', reason: 'This kind of source takes no keys.', expression: null };
  }
  return refusalOf(() => site.dialect.print(cutPlan(fragment.plan, [{ ...cut, form: 'list' }], ids)));
}

/** The texts of a fragment for all ways of sending its sets, all of them as lists first. */
export function keyedTexts(
  fragment: Fragment,
  cuts: readonly Cut[],
  site: SourceSite,
  ids: NodeIds,
): readonly KeyedText[] {
  const ways = cuts.map((cut) => formsOf(fragment, cut, site, ids));
  const combined = ways.reduce<readonly (readonly KeyForm[])[]>(
    (all, forms) => all.flatMap((before) => forms.map((form) => [...before, form])),
    [[]],
  );
  return combined
    .filter((forms) => forms.some((form) => form !== 'none'))
    .map((forms) => keyedText(fragment, cuts, forms, site, ids));
}

/** Lists of keys for a mounted source stand in a table and have no size that a range would save. */
function formsOf(fragment: Fragment, cut: Cut, site: SourceSite, ids: NodeIds): readonly KeyForm[] {
  const type = fragment.columns[cut.index]?.type;
  if (site.mounted) return ['list'];
  if (type === undefined || !isRangeType(type)) return ['list', 'none'];
  const range = cutPlan(fragment.plan, [{ ...cut, form: 'range' }], ids);
  return refusalOf(() => site.dialect.print(range)) === null ? ['list', 'range', 'none'] : ['list', 'none'];
}

function keyedText(
  fragment: Fragment,
  cuts: readonly Cut[],
  forms: readonly KeyForm[],
  site: SourceSite,
  ids: NodeIds,
): KeyedText {
  const plan = cutPlan(
    fragment.plan,
    cuts.map((cut, at) => ({ ...cut, form: forms[at] ?? 'none' })),
    ids,
  );
  const { sql, params, slots = [] } = site.dialect.print(plan);
  // A range still reads most of the table; few keys are looked up in an index, which ranges of pages would hinder.
  const partition = forms.includes('list') ? null : partitionOf(plan, site);
  return { forms, sql, params, slots, partition };
}

/** The fragment's plan with tests of keys, as far down as they go. */
function cutPlan(
  plan: PlanNode,
  cuts: readonly (Cut & { readonly form: KeyForm })[],
  ids: NodeIds,
): PlanNode {
  const predicates = cuts.flatMap(({ index, name, form }): Expression[] => {
    const column = plan.columns[index];
    if (column === undefined || form === 'none') return [];
    const key: Expression = { kind: 'column', index, type: column.type };
    return [form === 'list' ? inKeySet(key, name) : inKeyRange(key, name)];
  });
  const above = filter(plan, predicates, ids.next());
  return optimize(above, [{ name: 'keys', rules: PREDICATES_DOWN }], { ids }).plan;
}
