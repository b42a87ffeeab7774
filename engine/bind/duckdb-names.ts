/**
 * The names that DuckDB sees for names which may differ by case alone. DuckDB folds ASCII letters only; a name that
 * was there before gets the first free suffix `_1`, `_2` …, and the first of equal names keeps its spelling.
 * `result[i]` is the DuckDB name of `names[i]`.
 */
export function duckdbNames(names: readonly string[]): readonly string[] {
  const reserved = new Set(names.map(foldCase));
  const taken = new Set<string>();
  return names.map((name) => {
    const chosen = taken.has(foldCase(name)) ? withSuffix(name, taken, reserved) : name;
    taken.add(foldCase(chosen));
    return chosen;
  });
}

/** DuckDB's case folding of identifiers. */
export function foldCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function withSuffix(name: string, taken: ReadonlySet<string>, reserved: ReadonlySet<string>): string {
  let number = 1;
  while (taken.has(foldCase(`${name}_${number}`)) || reserved.has(foldCase(`${name}_${number}`))) number += 1;
  return `${name}_${number}`;
}
