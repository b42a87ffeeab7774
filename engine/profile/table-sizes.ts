import type { PlacedPlan } from '../plan/fragment.ts';
import type { TableSize } from '../types/explain.ts';

/** The tables that the fragments of a plan read or rely on, each once however often it is read, in their order. */
export function tableSizes(plan: PlacedPlan): readonly TableSize[] {
  const sizes = new Map<string, TableSize>();
  for (const { source, tables } of plan.fragments) {
    for (const { path, rows, bytes } of tables) {
      const { schema, name } = path;
      sizes.set(JSON.stringify([source, schema, name]), { source, schema, name, rows, bytes });
    }
  }
  return [...sizes.values()];
}
