const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;
const DASH = '–';

/** Bytes in decimal units, at most three digits: `1.2 MB`. A dash where they are not known. */
export function bytesText(bytes: number | null | undefined, locale?: string): string {
  if (bytes === null || bytes === undefined) return DASH;
  const place = Math.min(BYTE_UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const scaled = Number((bytes / 1000 ** place).toPrecision(3));
  const [value, unit] =
    scaled >= 1000 && place < BYTE_UNITS.length - 1 ? [scaled / 1000, place + 1] : [scaled, place];
  const digits = value >= 100 || unit === 0 ? 0 : 1;
  const text = value.toLocaleString(locale, { minimumFractionDigits: 0, maximumFractionDigits: digits });
  return `${text} ${BYTE_UNITS[unit]}`;
}

/** A count with thousands separators: `48,467,601`. A dash where it is not known. */
export function countText(count: number | bigint | null | undefined, locale?: string): string {
  if (count === null || count === undefined) return DASH;
  return count.toLocaleString(locale, { maximumFractionDigits: 0 });
}

/** A duration: `0.4 ms`, `61 ms`, `1.84 s`, `2 min 5 s`, `1 h 3 min`. A dash where it is not known. */
export function msText(ms: number | null | undefined, locale?: string): string {
  if (ms === null || ms === undefined) return DASH;
  if (ms < 10) return `${ms.toLocaleString(locale, { maximumFractionDigits: 1 })} ms`;
  if (Math.round(ms) < 1000) return `${Math.round(ms)} ms`;
  if (ms < 59_995)
    return `${(ms / 1000).toLocaleString(locale, { maximumSignificantDigits: ms < 10_000 ? 3 : 4 })} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const STEPS = [
  { below: 60, seconds: 1, unit: 's' },
  { below: 3600, seconds: 60, unit: 'min' },
  { below: 86_400, seconds: 3600, unit: 'h' },
  { below: 30 * 86_400, seconds: 86_400, unit: 'd' },
] as const;

/** How long ago a moment (ISO 8601) is: `just now`, `2 min ago`, `3 d ago`, then the date. `now` in milliseconds. */
export function agoText(iso: string, now: number, locale?: string): string {
  const seconds = Math.max(0, Math.floor((now - Date.parse(iso)) / 1000));
  if (seconds < 5) return 'just now';
  const step = STEPS.find(({ below }) => seconds < below);
  if (step === undefined) return new Date(iso).toLocaleDateString(locale, { dateStyle: 'medium' });
  return `${Math.floor(seconds / step.seconds)} ${step.unit} ago`;
}

/** A share from 0 to 1 in per cent, finer where it is small: `0.08 %`, `12 %`. A dash where it is not known. */
export function percentText(share: number | null | undefined, locale?: string): string {
  if (share === null || share === undefined) return DASH;
  const percent = share * 100;
  if (percent > 0 && percent < 0.01) return `< ${(0.01).toLocaleString(locale)} %`;
  const digits = percent < 1 ? 2 : percent < 10 ? 1 : 0;
  return `${percent.toLocaleString(locale, { maximumFractionDigits: digits })} %`;
}
