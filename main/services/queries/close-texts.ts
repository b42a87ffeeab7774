/** Greatest relative difference of two floats that count as equal. */
export const TOLERANCE = 1e-9;

const NUMBER = /-?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?|inf|nan)/gi;

/** Whether two texts agree but for numbers in them, and those within the tolerance. */
export function closeTexts(left: string | null, right: string | null): boolean {
  if (left === right) return true;
  if (left === null || right === null) return false;
  if (left.replaceAll(NUMBER, '#') !== right.replaceAll(NUMBER, '#')) return false;
  const numbers = right.match(NUMBER) ?? [];
  return (left.match(NUMBER) ?? []).every((text, at) => closeNumbers(text, numbers[at] ?? ''));
}

function closeNumbers(left: string, right: string): boolean {
  if (left.toLowerCase() === right.toLowerCase()) return true;
  const [a, b] = [Number(left), Number(right)];
  if (!Number.isFinite(a) || !Number.isFinite(b)) return false;
  return Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
}
