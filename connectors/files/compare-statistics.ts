import type { DataType } from '../../engine/types/data-type.ts';
import { isInteger } from '../../engine/types/type-class.ts';

/**
 * How two values of a type, as the text that footers give them in, compare; null for types whose bounds are left
 * alone (of floats the footers may leave NaN out).
 */
export function compareAs(type: DataType): ((a: string, b: string) => number) | null {
  if (isInteger(type)) return (a, b) => order(BigInt(a), BigInt(b));
  switch (type.id) {
    case 'DECIMAL':
      return (a, b) => order(unscaled(a, type.scale), unscaled(b, type.scale));
    case 'VARCHAR':
      return (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));
    case 'DATE':
    case 'TIMESTAMP':
      return compareIso;
    default:
      return null;
  }
}

function order(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function unscaled(text: string, scale: number): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(`${whole}${fraction.padEnd(scale, '0')}`);
}

/** ISO texts of the years 0 to 9999 sort as text does. */
function compareIso(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
