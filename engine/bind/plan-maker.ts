import type { NodeIds } from '../plan/ids.ts';
import type { PlanNode } from '../plan/node.ts';
import { sameType, typeToSql } from '../types/data-type.ts';
import type { ResultColumn } from './bind-result.ts';
import type { Clock } from './clock.ts';
import type { ExactJson } from './exact-json.ts';
import { isExactObject, textOf } from './exact-json.ts';
import { nameOutput } from './name-output.ts';
import { readPlan } from './read-plan.ts';
import { placeKey } from './stubs.ts';
import type { EditedText } from './text-edit.ts';
import type { StubTarget, TranslateModel, Translation } from './translation.ts';
import { Unmodelled } from './unmodelled.ts';

/** What the plan of one text is made of beside DuckDB's JSON. */
export interface PlanMaterial {
  readonly edited: EditedText;
  readonly targets: ReadonlyMap<string, StubTarget>;
  readonly columns: readonly ResultColumn[];
  readonly clock: Clock;
}

/**
 * Takes `json_serialize_plan`'s answer and gives what translates it, anew for each use. Throws Unmodelled where DuckDB
 * itself could not serialise the plan; the translation throws it where the engine does not know what it reads.
 */
export function planMaker(answer: ExactJson, material: PlanMaterial): TranslateModel {
  const json = onlyPlan(answer);
  const { edited, targets, columns, clock } = material;
  return (ids: NodeIds): PlanNode => {
    const translation: Translation = {
      ids,
      stub: (catalog, schema, table) => targets.get(placeKey({ catalog, schema, table })) ?? null,
      at: (location) => (location === null ? null : edited.originOf(location)),
      clock,
      ctes: new Map(),
      delim: null,
    };
    const plan = readPlan(json, translation);
    checkColumns(plan, columns);
    return nameOutput(
      plan,
      columns.map((column) => column.name),
      ids,
    );
  };
}

function onlyPlan(answer: ExactJson): ExactJson {
  if (!isExactObject(answer)) throw new Unmodelled('DuckDB gave no plan');
  if (answer['error'] === true) {
    const [first = ''] = textOf(answer['error_message']).split('\n');
    throw new Unmodelled(`DuckDB can't show its plan (${first.slice(0, 160)})`);
  }
  const plans = Array.isArray(answer['plans']) ? (answer['plans'] as readonly ExactJson[]) : [];
  const [plan] = plans;
  if (plan === undefined || plans.length !== 1) throw new Unmodelled('DuckDB gave several plans');
  return plan;
}

/** The translation must give what PREPARE promised. */
function checkColumns(plan: PlanNode, columns: readonly ResultColumn[]): void {
  if (plan.columns.length !== columns.length) throw new Unmodelled('a plan of another width than the result');
  columns.forEach(({ name, type }, at) => {
    const made = plan.columns[at]?.type;
    if (made === undefined || !sameType(made, type)) {
      throw new Unmodelled(
        `the column ${name} of type ${typeToSql(type)}, read as ${made ? typeToSql(made) : 'nothing'}`,
      );
    }
  });
}
