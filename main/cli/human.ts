const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** `1.2 MB`; an unknown amount is `? B`. */
export function bytesText(bytes: number | null): string {
  if (bytes === null) return '? B';
  let amount = bytes;
  let unit = 0;
  while (amount >= 999.5 && unit < BYTE_UNITS.length - 1) {
    amount /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || amount >= 99.95 ? 0 : 1;
  return `${amount.toFixed(digits)} ${BYTE_UNITS[unit] ?? 'B'}`;
}

/** `3,412`. */
export function countText(count: number): string {
  return Math.round(count).toLocaleString('en-US');
}

/** `1 row`, `3,412 rows`. */
export function rowsText(rows: number): string {
  return `${countText(rows)} ${Math.round(rows) === 1 ? 'row' : 'rows'}`;
}

/** `0.4 ms`, `38 ms`, `2.3 s`. */
export function msText(ms: number): string {
  if (ms < 9.95) return `${ms.toFixed(1)} ms`;
  return ms < 999.5 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

const AGE_UNITS = [
  ['s', 60],
  ['min', 60],
  ['h', 24],
] as const;

/** `4 s`, `3 min`, `2 h`, `5 d`. */
export function ageText(ms: number): string {
  let amount = Math.round(ms / 1000);
  for (const [unit, next] of AGE_UNITS) {
    if (amount < next) return `${amount} ${unit}`;
    amount = Math.floor(amount / next);
  }
  return `${amount} d`;
}
