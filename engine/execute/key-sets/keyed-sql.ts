import type { KeyForm, KeyTestText } from '../../plan/fragment.ts';

/** A text in which each test for keys has the form of its set. */
export function keyedSql(
  sql: string,
  tests: readonly KeyTestText[],
  formOf: (set: string) => KeyForm,
): string {
  let written = '';
  let from = 0;
  for (const { set, at, length, forms } of tests) {
    written += sql.slice(from, at) + (forms[formOf(set)] ?? forms.none ?? 'true');
    from = at + length;
  }
  return written + sql.slice(from);
}

/** The forms that a set can go in: those that all of its tests have. */
export function formsOf(tests: readonly KeyTestText[], set: string): ReadonlySet<KeyForm> {
  const own = tests.filter((test) => test.set === set);
  const all: readonly KeyForm[] = ['list', 'range', 'none'];
  return new Set(all.filter((form) => own.length > 0 && own.every(({ forms }) => forms[form] !== undefined)));
}
