import { optimize, type RuleBatch } from '../../optimize/driver.ts';
import type { RuleContext } from '../../optimize/rule.ts';
import { KEYS_DOWN } from '../../optimize/rule-list.ts';
import { filter } from '../../plan/builders.ts';
import type { Expression } from '../../plan/expression.ts';
import type { Fragment, KeyedText } from '../../plan/fragment.ts';
import type { NodeIds } from '../../plan/ids.ts';
import { inKeySet } from '../../plan/key-set.ts';
import type { PlanNode } from '../../plan/node.ts';
import type { PrintedSql, Refusal } from '../../spi/dialect.ts';
import { Refused } from '../../spi/sql/refused.ts';
import { partitionOf } from '../fragments.ts';
import type { SourceSite } from '../source-site.ts';

/** Columns of a fragment and the name of the keys that cut them; several are one composite key. */
export interface Cut {
  readonly indexes: readonly [number, ...number[]];
  readonly name: string;
}

/** A fragment with one set of keys, as its source would be asked; `printed` is null where it refuses. */
interface Keyed {
  readonly name: string;
  readonly refusal: Refusal | null;
  readonly plan: PlanNode | null;
  readonly printed: PrintedSql | null;
}

/** The texts of fragments that keys cut. It remembers, since each set of keys is asked about before it is chosen and after. */
export class KeyedTexts {
  readonly #context: RuleContext;
  readonly #siteOf: (source: string) => SourceSite;
  readonly #known = new WeakMap<PlanNode, Map<string, Keyed>>();
  readonly #texts = new WeakMap<PlanNode, Map<string, KeyedText>>();

  constructor(ids: NodeIds, siteOf: (source: string) => SourceSite) {
    this.#context = { ids };
    this.#siteOf = siteOf;
  }

  /** Why the source can't be given keys for the columns; null where it can. */
  refusal(fragment: Fragment, cut: Cut): Refusal | null {
    const { capabilities } = this.#siteOf(fragment.source);
    if (!capabilities.keySets || !capabilities.filter) {
      return { code: 'capability', reason: 'This kind of source takes no keys.', expression: null };
    }
    const known = this.#known.get(fragment.plan) ?? new Map<string, Keyed>();
    this.#known.set(fragment.plan, known);
    const columns = cut.indexes.join();
    const found = known.get(columns) ?? this.#keyed(fragment, cut);
    known.set(columns, found);
    return found.refusal;
  }

  /** The text of a fragment with a test for each set of keys, as far down as it goes. */
  text(fragment: Fragment, cuts: readonly Cut[]): KeyedText {
    const texts = this.#texts.get(fragment.plan) ?? new Map<string, KeyedText>();
    this.#texts.set(fragment.plan, texts);
    const sets = JSON.stringify(cuts.map(({ name, indexes }) => [name, indexes]));
    const found = texts.get(sets) ?? this.#print(fragment, cuts);
    texts.set(sets, found);
    return found;
  }

  #print(fragment: Fragment, cuts: readonly Cut[]): KeyedText {
    const site = this.#siteOf(fragment.source);
    const [first] = cuts;
    const known = cuts.length === 1 && first ? this.#knownAs(fragment, first) : null;
    const plan = known?.plan ?? this.#cutPlan(fragment.plan, cuts);
    const { sql, params, slots = [], tests = [] } = known?.printed ?? site.dialect.print(plan);
    return { sql, params, slots, tests, partition: partitionOf(plan, site) };
  }

  #knownAs({ plan }: Fragment, { indexes, name }: Cut): Keyed | null {
    const found = this.#known.get(plan)?.get(indexes.join());
    return found?.name === name ? found : null;
  }

  #keyed({ plan, source }: Fragment, cut: Cut): Keyed {
    try {
      const keyed = this.#cutPlan(plan, [cut]);
      const printed = this.#siteOf(source).dialect.print(keyed);
      return { name: cut.name, refusal: null, plan: keyed, printed };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { name: cut.name, refusal: error.refusal, plan: null, printed: null };
    }
  }

  #cutPlan(plan: PlanNode, cuts: readonly Cut[]): PlanNode {
    const predicates = cuts.map(({ indexes: [first, ...further], name }) =>
      inKeySet([keyOf(plan, first), ...further.map((index) => keyOf(plan, index))], name),
    );
    const above = filter(plan, predicates, this.#context.ids.next());
    return optimize(above, KEYS, this.#context).plan;
  }
}

const KEYS: readonly RuleBatch[] = [{ name: 'keys', rules: KEYS_DOWN }];

/** What a fragment's set of keys is called, from 1. */
export function keySetName({ id }: Fragment, number: number): string {
  return `${id} keys ${number}`;
}

function keyOf(plan: PlanNode, index: number): Expression {
  const column = plan.columns[index];
  if (column === undefined) throw new Error(`The fragment has no column ${index}`);
  return { kind: 'column', index, type: column.type };
}
