import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AtollError } from '../errors/atoll-error.ts';
import type { PlanNode } from '../plan/node.ts';
import { Answers } from './answers.fixture.ts';
import { RULES, rulesFor } from './rule-list.ts';

/** What an expression may name, by type. */
interface Scope {
  readonly ints: readonly string[];
  readonly texts: readonly string[];
}

/** A FROM clause or derived table and what it lets one name. */
interface Relation {
  readonly sql: string;
  readonly scope: Scope;
  /** It needs parentheses as the right side of a join. */
  readonly isJoin?: true;
}

type Text = fc.Arbitrary<string>;

const TABLES: readonly { readonly name: string; readonly ints: string[]; readonly texts: string[] }[] = [
  { name: 'shop.orders', ints: ['id', 'customer'], texts: ['status'] },
  { name: 'shop.customers', ints: ['id', 'credit'], texts: ['name', 'region'] },
  { name: 'crm.tickets', ints: ['id', 'customer'], texts: ['text'] },
  { name: 'lake.events', ints: ['customer'], texts: ['kind'] },
];

/** Queries in DuckDB SQL over the sample tables, with answers that depend on nothing but the data. */
function randomQuery(): Text {
  return relation('q', 2).chain(({ sql, scope }) =>
    predicate(scope, 2).map((where) => {
      const columns = [...scope.ints, ...scope.texts].map((name, at) => `${name} AS c${at}`);
      return `SELECT ${columns.join(', ')} FROM ${sql} WHERE ${where}`;
    }),
  );
}

/** A relation under an alias: a table, a join, or a derived table of some shape. */
function relation(alias: string, depth: number): fc.Arbitrary<Relation> {
  if (depth === 0) return table(alias);
  return fc.oneof(
    { weight: 2, arbitrary: joined(alias, depth) },
    { weight: 1, arbitrary: table(alias) },
    { weight: 2, arbitrary: derived(alias, depth) },
  );
}

function table(alias: string): fc.Arbitrary<Relation> {
  return fc.constantFrom(...TABLES).map(({ name, ints, texts }) => ({
    sql: `${name} ${alias}`,
    scope: {
      ints: ints.map((column) => `${alias}.${column}`),
      texts: texts.map((column) => `${alias}.${column}`),
    },
  }));
}

const BOTH_SIDES = ['JOIN', 'LEFT JOIN', 'RIGHT JOIN', 'FULL JOIN'];

function joined(alias: string, depth: number): fc.Arbitrary<Relation> {
  return fc
    .tuple(relation(`${alias}l`, depth - 1), relation(`${alias}r`, depth - 1))
    .chain(([left, right]) => {
      const both = merge(left.scope, right.scope);
      const equal = equality(left.scope, right.scope);
      const on = fc.oneof(
        { weight: 3, arbitrary: equal },
        { weight: 1, arbitrary: plain(both) },
        { weight: 2, arbitrary: fc.tuple(equal, plain(both)).map((parts) => parts.join(' AND ')) },
      );
      return fc
        .tuple(fc.constantFrom(...BOTH_SIDES, 'SEMI JOIN', 'ANTI JOIN'), on)
        .map(([kind, condition]) => ({
          sql: `${left.sql} ${kind} ${right.isJoin === true ? `(${right.sql})` : right.sql} ON ${condition}`,
          scope: BOTH_SIDES.includes(kind) ? both : left.scope,
          isJoin: true,
        }));
    });
}

function equality(left: Scope, right: Scope): Text {
  const ints = fc.tuple(fc.constantFrom(...left.ints), fc.constantFrom(...right.ints));
  const op = fc.constantFrom('=', '=', 'IS NOT DISTINCT FROM');
  return fc.tuple(ints, op).map(([[a, b], sign]) => `${a} ${sign} ${b}`);
}

/** Derived tables give two integers `a` and `b` and a text `s`. */
function derived(alias: string, depth: number): fc.Arbitrary<Relation> {
  const scope = { ints: [`${alias}.a`, `${alias}.b`], texts: [`${alias}.s`] };
  return fc
    .oneof(
      selection(`${alias}i`, depth),
      grouped(`${alias}i`, depth),
      windowed(`${alias}i`, depth),
      combined(alias, depth),
    )
    .map((sql) => ({ sql: `(${sql}) ${alias}`, scope }));
}

function selection(alias: string, depth: number): Text {
  return relation(alias, depth - 1).chain(({ sql, scope }) =>
    fc
      .tuple(
        fc.constantFrom('', 'DISTINCT '),
        int(scope),
        int(scope),
        text(scope),
        predicate(scope, depth - 1),
      )
      .map(
        ([how, a, b, s, where]) => `SELECT ${how}${a} AS a, ${b} AS b, ${s} AS s FROM ${sql} WHERE ${where}`,
      ),
  );
}

function grouped(alias: string, depth: number): Text {
  const calls = ['count(*)', 'count(X)', 'min(X)', 'max(X)', 'count(DISTINCT X)'];
  return relation(alias, depth - 1).chain(({ sql, scope }) =>
    fc
      .tuple(
        fc.constantFrom(...scope.ints),
        fc.constantFrom(...scope.texts),
        fc.constantFrom(...calls),
        int(scope),
        fc.constantFrom('A, S', 'ROLLUP (A, S)', 'GROUPING SETS ((A, S), (A))'),
      )
      .map(
        ([a, s, call, x, group]) =>
          `SELECT ${a} AS a, ${call.replace('X', x)} AS b, ${s} AS s FROM ${sql} GROUP BY ${group.replaceAll('A', a).replaceAll('S', s)}`,
      ),
  );
}

function windowed(alias: string, depth: number): Text {
  const calls = ['count(*) OVER (W)', 'min(X) OVER (W)', 'rank() OVER (W ORDER BY X)', 'max(X) OVER (W)'];
  return relation(alias, depth - 1).chain(({ sql, scope }) =>
    fc
      .tuple(
        fc.constantFrom(...scope.ints),
        fc.constantFrom(...scope.texts),
        fc.constantFrom(...calls),
        int(scope),
      )
      .chain(([a, s, call, x]) =>
        fc
          .constantFrom(a, s, `${a}, ${s}`)
          .map((keys) => call.replace('W', `PARTITION BY ${keys}`).replace('X', x))
          .map((window) => `SELECT ${a} AS a, ${window} AS b, ${s} AS s FROM ${sql}`),
      ),
  );
}

function combined(alias: string, depth: number): Text {
  const ops = ['UNION', 'UNION ALL', 'EXCEPT', 'EXCEPT ALL', 'INTERSECT', 'INTERSECT ALL'];
  return fc
    .tuple(selection(`${alias}i`, depth), fc.constantFrom(...ops), selection(`${alias}j`, depth))
    .map(([left, op, right]) => `(${left}) ${op} (${right})`);
}

function merge(left: Scope, right: Scope): Scope {
  return { ints: [...left.ints, ...right.ints], texts: [...left.texts, ...right.texts] };
}

function int(scope: Scope): Text {
  const column = fc.constantFrom(...scope.ints);
  return fc.oneof(
    { weight: 5, arbitrary: column },
    { weight: 1, arbitrary: column.map((one) => `coalesce(${one}, 3)`) },
    { weight: 1, arbitrary: column.map((one) => `(${one} % 4)`) },
    { weight: 1, arbitrary: column.map((one) => `(${one} + 1)`) },
    { weight: 1, arbitrary: text(scope).map((one) => `CAST(length(${one}) AS INTEGER)`) },
  );
}

function text(scope: Scope): Text {
  const column = fc.constantFrom(...scope.texts);
  return fc.oneof(
    { weight: 4, arbitrary: column },
    { weight: 1, arbitrary: column.map((one) => `lower(${one})`) },
    { weight: 1, arbitrary: column.map((one) => `coalesce(${one}, 'n')`) },
  );
}

/** A predicate without subqueries. */
function plain(scope: Scope): Text {
  const constant = fc.integer({ min: 0, max: 8 }).map(String);
  const word = fc.constantFrom("'new'", "'n'", "'paid'", "'ann'", "''");
  const op = fc.constantFrom('=', '<>', '<', '>=', 'IS DISTINCT FROM', 'IS NOT DISTINCT FROM');
  const [x, y, s] = [int(scope), int(scope), text(scope)];
  return fc.oneof(
    fc.tuple(x, op, constant).map((parts) => parts.join(' ')),
    fc.tuple(x, op, y).map((parts) => parts.join(' ')),
    fc.tuple(s, op, word).map((parts) => parts.join(' ')),
    fc.tuple(x, fc.constantFrom('IS NULL', 'IS NOT NULL')).map((parts) => parts.join(' ')),
    fc.tuple(x, fc.constantFrom('IN', 'NOT IN')).map(([one, how]) => `${one} ${how} (1, 4, 7)`),
    fc.tuple(x, y).map(([one, other]) => `${one} BETWEEN ${other} AND 7`),
    fc.tuple(s, s).map(([one, other]) => `${one} = ${other}`),
  );
}

/** A predicate with connectives and, to a depth, correlated and uncorrelated subqueries. */
function predicate(scope: Scope, depth: number): Text {
  const leaf = plain(scope);
  if (depth === 0) return leaf;
  const inner = predicate(scope, depth - 1);
  return fc.oneof(
    { weight: 3, arbitrary: leaf },
    { weight: 3, arbitrary: fc.tuple(leaf, inner).map(([a, b]) => `${a} AND (${b})`) },
    { weight: 1, arbitrary: fc.tuple(leaf, inner).map(([a, b]) => `(${a} OR (${b}))`) },
    { weight: 1, arbitrary: inner.map((one) => `NOT (${one})`) },
    { weight: 3, arbitrary: subquery(scope, depth) },
  );
}

function subquery(scope: Scope, depth: number): Text {
  return table(`u${depth}`).chain((inner) => {
    const correlated = equality(inner.scope, scope);
    const own = predicate(depth > 1 ? merge(inner.scope, scope) : inner.scope, depth - 1);
    const where = fc.oneof(
      correlated,
      plain(inner.scope),
      plain(merge(inner.scope, scope)),
      fc.tuple(correlated, own).map(([a, b]) => `${a} AND (${b})`),
    );
    const value = fc.constantFrom('count(*)', 'max(X)', 'min(X)', 'count(X)');
    return fc
      .tuple(
        where,
        int(scope),
        int(inner.scope),
        fc.constantFrom('EXISTS', 'IN', '>', '='),
        value,
        fc.boolean(),
      )
      .map(([condition, x, y, kind, call, negated]) => {
        const not = negated ? 'NOT ' : '';
        if (kind === 'EXISTS') return `${not}EXISTS (SELECT 1 FROM ${inner.sql} WHERE ${condition})`;
        if (kind === 'IN') return `${x} ${not}IN (SELECT ${y} FROM ${inner.sql} WHERE ${condition})`;
        return `${x} ${kind} (SELECT ${call.replace('X', y)} FROM ${inner.sql} WHERE ${condition})`;
      });
  });
}

const PROGRAMS = [
  ...[...new Set(RULES.flatMap((batch) => batch.rules))].map((rule) => [{ name: rule.name, rules: [rule] }]),
  rulesFor('scan'),
  rulesFor('none'),
  rulesFor('full'),
];
const RUNS = 250;

const worlds: Answers[] = [];
beforeAll(async () => {
  worlds.push(await Answers.open(7), await Answers.open(8));
});
afterAll(() => {
  for (const world of worlds) world.close();
});

/** The plan of a text; null for what DuckDB itself does not bind, such as correlation through a full join. */
async function planOf(world: Answers, text: string): Promise<PlanNode | null> {
  try {
    return await world.plan(text);
  } catch (error) {
    if (error instanceof AtollError) return null;
    throw error;
  }
}

test('no rule changes the answer of a random query', { timeout: 120_000 }, async () => {
  const [first] = worlds;
  if (first === undefined) throw new Error('No data');
  let bound = 0;
  const property = fc.asyncProperty(randomQuery(), async (text) => {
    const plan = await planOf(first, text);
    if (plan === null) return;
    bound += 1;
    const printed = new Set(PROGRAMS.map((batches) => first.print(plan, batches)));
    for (const world of worlds) {
      const expected = await world.rows(text);
      for (const sql of printed) {
        const rows = await world.rows(sql);
        expect({ sql, rows }).toEqual({ sql, rows: expected });
      }
    }
  });
  await fc.assert(property, { seed: 20, numRuns: RUNS, endOnFailure: true });
  expect(bound).toBeGreaterThan(0.8 * RUNS);
});
