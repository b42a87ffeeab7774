import { childrenOf, withChildren } from '../../plan/children.ts';
import type { FragmentScanNode, PlanNode } from '../../plan/node.ts';
import { walk } from '../../plan/walk.ts';
import { sameType } from '../../types/data-type.ts';
import { storedType } from '../../types/stored-type.ts';
import { isClosed } from './closed.ts';
import { linearInputs } from './linear-inputs.ts';
import type { StreamPart, StreamSide } from './stream-plan.ts';

/** What is known of fragments when a stream is chosen. */
export interface StreamFacts {
  /** Its batches may go through the remainder: it is read in batches, once, and nobody else waits for all of it. */
  mayStream(fragment: string): boolean;
  /** Rows that it is expected to bring; null where that is not known. */
  rows(fragment: string): number | null;
}

/** A fragment in which a subtree is linear, and the way to it: positions of inputs from the subtree's root down. */
export interface Candidate {
  readonly scan: FragmentScanNode;
  readonly path: readonly number[];
}

/** The fragments whose batches may go through a subtree, the one with the most rows first. */
export function candidatesIn(node: PlanNode, facts: StreamFacts): readonly Candidate[] {
  const weight = ({ scan }: Candidate): number => facts.rows(scan.fragment) ?? 0;
  return [...linearScans(node, [])]
    .filter(({ scan }) => facts.mayStream(scan.fragment))
    .toSorted((a, b) => weight(b) - weight(a));
}

function* linearScans(node: PlanNode, path: readonly number[]): Generator<Candidate> {
  if (node.kind === 'fragment-scan') yield { scan: node, path };
  const children = childrenOf(node);
  for (const at of linearInputs(node)) {
    const child = children[at];
    if (child !== undefined) yield* linearScans(child, [...path, at]);
  }
}

/**
 * A subtree as parts that together give its rows: a UNION ALL on the way to the streamed fragment becomes one part for
 * each of its inputs, with what stands above it over each.
 */
export function partsOf(node: PlanNode, facts: StreamFacts): readonly StreamPart[] {
  const [best] = candidatesIn(node, facts);
  if (best === undefined) return [{ streamed: null, whole: node, node, sides: [] }];
  const inputs = inputsOfUnion(node, best.path);
  if (inputs !== null) {
    return inputs.flatMap(({ whole, input }) => partsOf(whole, within(input, facts)));
  }
  const { fragment } = best.scan;
  const sides: StreamSide[] = [];
  return [{ streamed: fragment, whole: node, node: overSides(node, best, sides), sides }];
}

/** The subtree over each input alone of the first UNION ALL on a way; null where there is none. */
function inputsOfUnion(
  node: PlanNode,
  [at, ...rest]: readonly number[],
): readonly { readonly whole: PlanNode; readonly input: PlanNode }[] | null {
  if (at === undefined) return null;
  if (node.kind === 'set-operation') return node.inputs.map((input) => ({ whole: input, input }));
  const children = childrenOf(node);
  const child = children[at];
  const inputs = child === undefined ? null : inputsOfUnion(child, rest);
  return (
    inputs?.map(({ whole, input }) => ({
      whole: withChildren(
        node,
        children.map((one, place) => (place === at ? whole : one)),
      ),
      input,
    })) ?? null
  );
}

/** What stands beside a union meets each of its inputs: only fragments of the input itself are read once. */
function within(input: PlanNode, facts: StreamFacts): StreamFacts {
  const own = new Set(
    [...walk(input)].flatMap((one) => (one.kind === 'fragment-scan' ? [one.fragment] : [])),
  );
  return { ...facts, mayStream: (fragment) => own.has(fragment) && facts.mayStream(fragment) };
}

/** The subtree with tables in place of what the batches would have computed each time anew. */
function overSides(node: PlanNode, { scan, path }: Candidate, sides: StreamSide[]): PlanNode {
  const [at, ...rest] = path;
  const children = childrenOf(node);
  return withChildren(
    node,
    children.map((child, place) => {
      if (place === at) return overSides(child, { scan, path: rest }, sides);
      return computedOnce(child, scan.fragment, sides);
    }),
  );
}

/**
 * A side with tables in place of all that needs its rows together, such as aggregates. Joins stay: the local DuckDB orders
 * them, and one alone, as they were written, may be a product of two tables that only the batches tie to each other.
 */
function computedOnce(node: PlanNode, fragment: string, sides: StreamSide[]): PlanNode {
  switch (node.kind) {
    case 'fragment-scan':
    case 'values':
      return node;
    case 'join':
    case 'filter':
    case 'project':
    case 'model':
    case 'governed':
      return withChildren(
        node,
        childrenOf(node).map((child) => computedOnce(child, fragment, sides)),
      );
    default: {
      if (!isClosed(node) || !isStorable(node)) return node;
      const table = `${fragment} side ${sides.length + 1}`;
      sides.push({ table, plan: node });
      return { kind: 'fragment-scan', id: node.id, fragment: table, columns: node.columns };
    }
  }
}

/** A table can keep its rows: it has columns, and no row values without field names. */
export function isStorable({ columns }: PlanNode): boolean {
  return columns.length > 0 && columns.every(({ type }) => sameType(type, storedType(type)));
}
