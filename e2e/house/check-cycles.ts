import { areaOf } from './areas.ts';
import type { Parsed } from './parse-imports.ts';
import { resolveImport } from './resolve-import.ts';
import type { Violation } from './violation.ts';

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** Cycles between files, types included, and between the areas they lie in (tests apart: nothing imports those). */
export function checkCycles(parsed: ReadonlyMap<string, Parsed>): Violation[] {
  const files = new Map<string, Set<string>>();
  const areas = new Map<string, Set<string>>();
  for (const [file, { imports }] of parsed) {
    const targets = new Set<string>();
    for (const { specifier } of imports) {
      const target = resolveImport(file, specifier, (path) => parsed.has(path));
      if (target.kind === 'file') targets.add(target.path);
    }
    files.set(file, targets);
    if (!file.includes('.test.')) addAreas(areas, file, targets);
  }
  return [...findCycles(files), ...findCycles(areas)].map((cycle) => ({
    file: cycle[0] ?? '',
    line: 0,
    message: `imports itself in a circle: ${cycle.join(' > ')} > ${cycle[0]}`,
  }));
}

function addAreas(areas: Map<string, Set<string>>, file: string, targets: ReadonlySet<string>): void {
  const from = areaOf(file)?.path;
  // Only the engine's neighbours on one level may import each other at all, and then one way; elsewhere the table says.
  if (from?.startsWith('engine/') !== true) return;
  const known = areas.get(from) ?? new Set<string>();
  areas.set(from, known);
  for (const target of targets) {
    const to = areaOf(target)?.path;
    if (to !== undefined && to !== from) known.add(to);
  }
}

/** Each strongly connected component of more than one node, as one cycle through it (Tarjan 1972). */
function findCycles(graph: Graph): string[][] {
  const components = stronglyConnected(graph).filter(
    (nodes) => nodes.length > 1 || graph.get(nodes[0] ?? '')?.has(nodes[0] ?? '') === true,
  );
  return components.map((nodes) => cycleThrough(graph, new Set(nodes), [...nodes].sort()[0] ?? ''));
}

function stronglyConnected(graph: Graph): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const components: string[][] = [];
  const visit = (node: string): number => {
    const order = index.size;
    index.set(node, order);
    stack.push(node);
    let lowest = order;
    for (const next of graph.get(node) ?? []) {
      if (!index.has(next)) lowest = Math.min(lowest, visit(next));
      else if (stack.includes(next)) lowest = Math.min(lowest, index.get(next) ?? lowest);
    }
    low.set(node, lowest);
    if (lowest === order) components.push(stack.splice(stack.indexOf(node)));
    return lowest;
  };
  for (const node of graph.keys()) if (!index.has(node)) visit(node);
  return components;
}

/** The shortest way from `start` back to it inside one component. */
function cycleThrough(graph: Graph, inside: ReadonlySet<string>, start: string): string[] {
  const queue: string[][] = [[start]];
  const seen = new Set<string>();
  for (let way = queue.shift(); way !== undefined; way = queue.shift()) {
    for (const next of graph.get(way.at(-1) ?? '') ?? []) {
      if (next === start) return way;
      if (!inside.has(next) || seen.has(next)) continue;
      seen.add(next);
      queue.push([...way, next]);
    }
  }
  return [start];
}
