import { type Choosing, type ChosenEdge, EdgeState, type Gain } from './edge-state.ts';
import type { Edge } from './find-edges.ts';

/** Milliseconds that an edge may cost where the next one saves more than that. */
const MOST_LOSS = 30;
/** The share of its rows that a side must lose in order to cut others the better. */
const MOST_KEPT_FOR_NEXT = 0.5;

/**
 * Chooses which fragments wait for the keys of which: time and again the smallest side that is expected to cut another
 * one; a side that was cut is smaller from then on and may cut a third. Where no edge saves time by itself, one is taken
 * that lets the next one save more than it costs: a handful of nations that leave few suppliers, which leave few of the
 * parts that they supply. Never in a circle.
 */
export function chooseEdges(edges: readonly Edge[], choosing: Choosing): readonly ChosenEdge[] {
  const state = EdgeState.start(choosing);
  let left = [...edges];
  for (;;) {
    const next = bestOf(state.gains(left)) ?? steppingStone(state, left);
    if (next === null) return state.chosen;
    left = left.filter((edge) => edge !== next.edge);
    if (choosing.isPrintable(next.edge)) state.take(next);
  }
}

function bestOf(gains: readonly Gain[]): Gain | null {
  const paying = gains.filter(({ worth }) => worth > 0);
  return paying.toSorted((a, b) => a.fromRows - b.fromRows || a.keys.kept - b.keys.kept)[0] ?? null;
}

function steppingStone(state: EdgeState, edges: readonly Edge[]): Gain | null {
  for (const gain of state.gains(edges)) {
    if (gain.worth < -MOST_LOSS || gain.keys.kept > MOST_KEPT_FOR_NEXT) continue;
    const after = state.copy();
    after.take(gain);
    const target = gain.edge.target.scan.fragment;
    const onward = edges.filter(({ from }) => from === target);
    if (after.gains(onward).some(({ worth }) => worth + gain.worth > 0)) return gain;
  }
  return null;
}
