import type { DataType } from '../../engine/types/data-type.ts';
import type { ProbeColumn } from './probe-table.ts';

/** Numbers from 0 to 1 that are the same at every run (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Letters that meet often, and those that engines treat in ways of their own. */
const LETTERS = Array.from('aabbAéß😀 %_\\\'"-0\u00a0\u0301ﬁ');

/** Values of a type within ranges in which the arithmetic of the samples does not overflow; the same for a seed. */
export function randomValues(type: DataType, count: number, seed: number): readonly string[] {
  const random = generator(seed);
  const whole = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
  return Array.from({ length: count }, () => randomValue(type, whole)).filter((value) => value !== null);
}

/**
 * The columns with random values after their edges; none for those that are about their edges alone. `typeOf` gives the
 * type whose values are taken.
 */
export function withRandomValues(
  columns: readonly ProbeColumn[],
  edgesAlone: (column: ProbeColumn) => boolean,
  typeOf: (column: ProbeColumn) => DataType = ({ type }) => type,
): readonly ProbeColumn[] {
  return columns.map((column, at) => {
    const random = edgesAlone(column) ? [] : randomValues(typeOf(column), 40, at + 1);
    return { ...column, values: [...column.values, ...random] };
  });
}

function randomValue(type: DataType, whole: (low: number, high: number) => number): string | null {
  switch (type.id) {
    case 'SMALLINT':
    case 'INTEGER':
      return String(whole(-10_000, 10_000));
    case 'BIGINT':
      return (BigInt(whole(-2_000_000_000, 2_000_000_000)) * BigInt(whole(1, 500_000_000))).toString();
    case 'DECIMAL':
      return (whole(-(10 ** 7), 10 ** 7) / 10 ** type.scale).toFixed(type.scale);
    case 'DOUBLE':
      return String((whole(-(10 ** 9), 10 ** 9) / 997) * 10 ** whole(-20, 20));
    case 'VARCHAR':
      return Array.from({ length: whole(0, 6) }, () => LETTERS[whole(0, LETTERS.length - 1)]).join('');
    case 'DATE':
      return new Date(Date.UTC(whole(1000, 9998), 0, whole(1, 366))).toISOString().slice(0, 10);
    case 'TIMESTAMP':
    case 'TIMESTAMP WITH TIME ZONE': {
      const day = new Date(Date.UTC(whole(1000, 9998), 0, whole(1, 366), 0, 0, whole(0, 86_399)));
      const text = day.toISOString().slice(0, 19).replace('T', ' ');
      return type.id === 'TIMESTAMP' ? text : `${text}+00`;
    }
    default:
      return null;
  }
}
