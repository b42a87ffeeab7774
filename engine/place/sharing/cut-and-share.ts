import type { Fragment } from '../../plan/fragment.ts';
import { addKeySets, type CutPlan, type KeySetOptions } from '../key-sets/add-key-sets.ts';
import { shareFragments } from './share-fragments.ts';

/** Sharing lets others be cut alike, which then may be shared too: after so many rounds it rests. */
const MOST_ROUNDS = 5;

/**
 * The plan with key sets, and with fragments fetched once that are read alike and cut by the same keys. One that keys cut
 * and another that they do not remain two: reading the whole for both would cost more than it saves.
 */
export function cutAndShare(cut: CutPlan, options: KeySetOptions): CutPlan {
  let plan = cut;
  for (let round = 1; ; round += 1) {
    const keyed = addKeySets(plan, options);
    const keysOf = (one: Fragment): string => keysText(keyed.find(({ id }) => id === one.id));
    const next =
      round < MOST_ROUNDS
        ? shareFragments(plan, options.ids, (one, other) => keysOf(one) === keysOf(other))
        : plan;
    if (next === plan) return { fragments: keyed, remainder: plan.remainder };
    plan = next;
  }
}

function keysText(fragment: Fragment | undefined): string {
  const sets = fragment?.keys?.sets ?? [];
  const texts = sets.map(({ columns, sql }) => JSON.stringify([columns.map(({ name }) => name), sql]));
  return texts.toSorted().join('\n');
}
