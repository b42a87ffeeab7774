import type { Fragment } from '../plan/fragment.ts';

/** Ids of the fragments that one waits for. */
export type WaitsFor = (fragment: Fragment) => readonly string[];

/** Those whose keys cut it. */
export const keyGivers: WaitsFor = ({ keys }) => (keys?.sets ?? []).map(({ from }) => from);

/** The fragments, each after those that it waits for. */
export function inOrder(fragments: readonly Fragment[], waitsFor: WaitsFor): readonly Fragment[] {
  return [
    ...withThoseBefore(
      fragments.map(({ id }) => id),
      fragments,
      waitsFor,
    ),
  ];
}

/** The fragments of these ids and all that they wait for, at whatever remove, each after those. */
export function withThoseBefore(
  ids: readonly string[],
  fragments: readonly Fragment[],
  waitsFor: WaitsFor,
): ReadonlySet<Fragment> {
  const found = new Set<Fragment>();
  const add = (id: string): void => {
    const fragment = fragments.find((one) => one.id === id);
    if (fragment === undefined || found.has(fragment)) return;
    for (const before of waitsFor(fragment)) add(before);
    found.add(fragment);
  };
  for (const id of ids) add(id);
  return found;
}
