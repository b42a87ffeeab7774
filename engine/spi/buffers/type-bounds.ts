import type { DataType } from '../../types/data-type.ts';

const BITS: Readonly<Record<string, number>> = {
  TINYINT: 8,
  SMALLINT: 16,
  INTEGER: 32,
  BIGINT: 64,
  HUGEINT: 128,
};

/** Smallest and largest value of a signed or unsigned integer type. */
export function integerBounds(type: DataType): readonly [low: bigint, high: bigint] {
  const signed = BITS[type.id];
  if (signed !== undefined) return [-(2n ** BigInt(signed - 1)), 2n ** BigInt(signed - 1) - 1n];
  const unsigned = BITS[type.id.slice(1)];
  if (unsigned !== undefined) return [0n, 2n ** BigInt(unsigned) - 1n];
  throw new TypeError(`${type.id} is not an integer type.`);
}

/** Bytes of a value of an integer type or a DECIMAL in DuckDB's vectors; null for other types. */
export function exactWidth(type: DataType): number | null {
  if (type.id === 'DECIMAL') return type.width <= 4 ? 2 : type.width <= 9 ? 4 : type.width <= 18 ? 8 : 16;
  const bits = BITS[type.id] ?? BITS[type.id.slice(1)];
  return bits === undefined ? null : bits / 8;
}
