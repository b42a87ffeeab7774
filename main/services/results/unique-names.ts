/**
 * Column names made unique as DuckDB does: the second `a` becomes `a_1`, the third `a_2`; names that differ by case
 * alone count as the same.
 */
export function uniqueNames(names: readonly string[]): readonly string[] {
  const uses = new Map<string, number>();
  return names.map((name) => {
    const key = name.toLowerCase();
    let count = uses.get(key);
    if (count === undefined) {
      uses.set(key, 1);
      return name;
    }
    while (uses.has(`${key}_${count}`)) count += 1;
    uses.set(`${key}_${count}`, 1);
    uses.set(key, count + 1);
    return `${name}_${count}`;
  });
}
