import type { TestKeyring } from '../fixtures/keyring.ts';

/** The environment of a program that finds this keyring and no other. */
export function variablesOf({ environment }: TestKeyring): Readonly<Record<string, string>> {
  const known = Object.entries(environment).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return Object.fromEntries(known);
}
