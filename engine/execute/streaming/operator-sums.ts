import type { EngineOperator } from '../../types/explain.ts';

/** Adds up the operators of statements that ran more than once; statements of another shape stand apart. */
export class OperatorSums {
  readonly #byShape = new Map<string, readonly EngineOperator[]>();

  add(operators: readonly EngineOperator[]): void {
    const shape = operators.map(({ name, depth }) => `${depth} ${name}`).join('\n');
    const before = this.#byShape.get(shape);
    const sum = operators.map((one, at) => ({
      ...one,
      rows: one.rows + (before?.[at]?.rows ?? 0),
      ms: one.ms + (before?.[at]?.ms ?? 0),
    }));
    this.#byShape.set(shape, sum);
  }

  get operators(): readonly EngineOperator[] {
    return [...this.#byShape.values()].flat();
  }
}
