import type { ResultColumn } from './execution.ts';

/** The users' names of a result's columns, made unique without regard to case by a suffix `_1`, `_2`, … */
export function uniqueNames(columns: readonly Pick<ResultColumn, 'name'>[]): readonly string[] {
  const taken = new Set<string>();
  return columns.map(({ name }) => {
    let unique = name;
    for (let suffix = 1; taken.has(unique.toLowerCase()); suffix += 1) unique = `${name}_${suffix}`;
    taken.add(unique.toLowerCase());
    return unique;
  });
}
