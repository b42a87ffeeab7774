const BYTE_UNITS: Readonly<Record<string, number>> = {
  B: 1,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KIB: 2 ** 10,
  MIB: 2 ** 20,
  GIB: 2 ** 30,
  TIB: 2 ** 40,
};

const TIME_UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000 };

/** Bytes out of a count or a text such as `2GB` or `512 MiB`; null where it is neither. */
export function parseBytes(value: unknown): number | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value > 0 ? value : null;
  const found = typeof value === 'string' ? /^\s*(\d+(?:\.\d+)?)\s*([A-Za-z]+)\s*$/.exec(value) : null;
  const unit = BYTE_UNITS[found?.[2]?.toUpperCase() ?? ''];
  return found?.[1] === undefined || unit === undefined ? null : Math.round(Number(found[1]) * unit);
}

/** Milliseconds out of a text such as `60s`, `500ms`, `2m`, or a number of seconds; null where it is neither. */
export function parseDuration(value: unknown): number | null {
  if (typeof value === 'number') return value > 0 && Number.isFinite(value) ? Math.round(value * 1000) : null;
  const found = typeof value === 'string' ? /^\s*(\d+(?:\.\d+)?)\s*(ms|s|min|m|h)\s*$/.exec(value) : null;
  const unit = TIME_UNITS[found?.[2] ?? ''];
  return found?.[1] === undefined || unit === undefined ? null : Math.round(Number(found[1]) * unit);
}
