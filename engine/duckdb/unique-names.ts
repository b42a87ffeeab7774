/**
 * Names made unique as DuckDB does for the columns of a result: without regard to case, in order, the second `x`
 * becomes `x_1`, the third `x_2`.
 */
export function uniqueNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((wanted) => {
    let name = wanted;
    for (let suffix = 1; taken.has(name.toLowerCase()); suffix += 1) name = `${wanted}_${suffix}`;
    taken.add(name.toLowerCase());
    return name;
  });
}
