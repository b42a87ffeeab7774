import { describe, expect, it } from 'vitest';
import { duckdbNames } from './duckdb-names.ts';

describe('names that differ by case alone', () => {
  it.each([
    [
      ['id', 'name'],
      ['id', 'name'],
    ],
    [
      ['name', 'NAME', 'Name'],
      ['name', 'NAME_1', 'Name_2'],
    ],
    [
      ['A', 'a', 'a_1'],
      ['A', 'a_2', 'a_1'],
    ],
    [
      ['a', 'a'],
      ['a', 'a_1'],
    ],
    [
      ['É', 'é'],
      ['É', 'é'],
    ],
    [[], []],
  ])('%j', (names, expected) => {
    expect(duckdbNames(names)).toEqual(expected);
  });
});
