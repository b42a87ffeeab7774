import { describe, expect, test } from 'vitest';
import { col, column, int, id, values } from '../spi/sql/testing/shorthand.ts';
import { INTEGER } from '../types/data-type.ts';
import { filter, join, project } from './builders.ts';
import { childrenOf, withChildren } from './children.ts';
import type { CteNode, PlanNode, ScanNode, TableFunctionNode } from './node.ts';
import { NodeIds } from './ids.ts';
import { rewriteUp, walk } from './walk.ts';

const A = column('a', INTEGER);
const scan = (name: string): ScanNode => ({
  kind: 'scan',
  id: name,
  source: 's',
  table: { schema: null, name },
  fields: [],
  columns: [A],
});

const recursive: CteNode = {
  kind: 'cte',
  id: 'cte',
  cte: 'c1',
  name: 'c',
  materialized: 'default',
  definition: scan('anchor'),
  recursive: { step: scan('step'), all: false, keys: [] },
  body: scan('body'),
  columns: [A],
};

const lateral: TableFunctionNode = {
  kind: 'table-function',
  id: 'tf',
  name: 'generate_series',
  args: [int(1)],
  child: scan('outer'),
  passed: [],
  columns: [A],
};

const names = (nodes: Iterable<PlanNode>): readonly string[] => [...nodes].map((node) => node.id);

describe('the child table', () => {
  test.each<[string, PlanNode, readonly string[]]>([
    ['a leaf', scan('t'), []],
    ['one input', filter(scan('t'), [], id()), ['t']],
    ['two inputs', join('cross', scan('l'), scan('r'), [], id()), ['l', 'r']],
    ['a CTE', { ...recursive, recursive: null }, ['anchor', 'body']],
    ['a recursion, its step in the middle', recursive, ['anchor', 'step', 'body']],
    ['a lateral function', lateral, ['outer']],
    ['a function without input', { ...lateral, child: null }, []],
    [
      'a set operation of three',
      {
        kind: 'set-operation',
        id: 'u',
        op: 'union',
        all: true,
        inputs: [scan('x'), scan('y'), scan('z')],
        columns: [A],
      },
      ['x', 'y', 'z'],
    ],
  ])('gives and sets the inputs of %s', (_, node, children) => {
    expect(names(childrenOf(node))).toEqual(children);
    const other = withChildren(
      node,
      childrenOf(node).map((child) => ({ ...child, id: `${child.id}'` })),
    );
    expect(names(childrenOf(other))).toEqual(children.map((name) => `${name}'`));
    expect(other.kind).toBe(node.kind);
  });

  test('the same children give the same object', () => {
    expect(withChildren(recursive, childrenOf(recursive))).toBe(recursive);
  });

  test('too few children are a fault', () => {
    expect(() => withChildren(join('cross', scan('l'), scan('r'), [], id()), [scan('l')])).toThrow('too few');
  });
});

describe('walking', () => {
  const plan = project(join('cross', scan('l'), filter(scan('r'), [], 'f'), [], 'j'), [col(0)], ['x'], 'p');

  test('parents before children, left before right', () => {
    expect(names(walk(plan))).toEqual(['p', 'j', 'l', 'f', 'r']);
  });

  test('rewriting goes from the leaves up and keeps what does not change', () => {
    const seen: string[] = [];
    const rewritten = rewriteUp(plan, (node) => {
      seen.push(node.id);
      return node;
    });
    expect(seen).toEqual(['l', 'r', 'f', 'j', 'p']);
    expect(rewritten).toBe(plan);
  });

  test('a rewritten leaf is under rewritten parents, its sibling is the same object', () => {
    const rewritten = rewriteUp(plan, (node) => (node.id === 'r' ? values([[int(1)]], [A]) : node));
    const [joined] = childrenOf(rewritten);
    if (joined === undefined) throw new Error('No child');
    expect(childrenOf(joined)[0]).toBe(childrenOf(plan.child)[0]);
    expect([...walk(rewritten)].map((node) => node.kind)).toEqual([
      'project',
      'join',
      'scan',
      'filter',
      'values',
    ]);
  });
});

test('ids go on after those of a plan, whatever else is called so', () => {
  const ids = NodeIds.after(filter(filter(scan('t'), [], 'n7'), [], 'n12'));
  expect([ids.next(), ids.next()]).toEqual(['n13', 'n14']);
  expect(new NodeIds().next()).toBe('n1');
});
