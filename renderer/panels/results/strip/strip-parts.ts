import type { ExplainReport, TableSize } from '../../../../engine/types/explain.ts';

/** What one source did for a result. */
export interface StripPart {
  readonly source: string;
  /** Bytes that came from there. */
  readonly bytes: number;
  /**
   * Bytes of the tables that the query reads there; null where the source does not say of all, and where the values
   * took more room on their way than they do there: then it would be a part of something smaller.
   */
  readonly of: number | null;
  /** Its pieces run side by side: the time of the longest. */
  readonly ms: number;
  /** 0 to 1. */
  readonly bar: number;
}

/** The strip under a result. */
export interface StripFigures {
  readonly parts: readonly StripPart[];
  /** Work on this machine, ms. */
  readonly localMs: number | null;
  /**
   * Bytes that came from all sources, of the bytes of all tables that the query reads; null where one of those is not
   * known. At most 1, also where values take more room on their way than where they are kept.
   */
  readonly moved: number | null;
}

/** A bar begins at 100 B and is full at 10 GB: eight powers of ten, the same for every result so that they compare. */
const LEAST_POWER = 2;
const POWERS = 8;

/** The length of a bar, 0 to 1, for a number of bytes: logarithmic. */
export function barLength(bytes: number): number {
  if (bytes <= 0) return 0;
  return Math.max(0, Math.min(1, (Math.log10(bytes) - LEAST_POWER) / POWERS));
}

/** The figures of the strip, sources in the order of their pieces. Null where nothing ran. */
export function stripFigures(report: ExplainReport): StripFigures | null {
  if (report.totals.ms === null) return null;
  const tables = report.tables ?? [];
  const sources = [...new Set(report.fragments.map(({ source }) => source))];
  const parts = sources.map((source) => {
    const ran = report.fragments.flatMap((one) =>
      one.source === source && one.actual !== null ? [one.actual] : [],
    );
    const bytes = ran.reduce((sum, actual) => sum + actual.bytes, 0);
    const of = sizeOf(tables.filter((table) => table.source === source));
    return {
      source,
      bytes,
      of: of !== null && of < bytes ? null : of,
      ms: Math.max(0, ...ran.map(({ ms }) => ms)),
      bar: barLength(bytes),
    };
  });
  const whole = sizeOf(tables);
  const { bytesMoved } = report.totals;
  const moved = whole === null || whole === 0 || bytesMoved === null ? null : Math.min(1, bytesMoved / whole);
  return { parts, localMs: report.local.ms, moved };
}

/** Null where one of the sizes is not known, or there is no table. */
function sizeOf(tables: readonly TableSize[]): number | null {
  if (tables.length === 0) return null;
  return tables.reduce<number | null>(
    (sum, { bytes }) => (sum === null || bytes === null ? null : sum + bytes),
    0,
  );
}
