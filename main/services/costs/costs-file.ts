import { type Calibration, MOST_FACTOR } from '../../../engine/cost/calibration.ts';

/** What `.atoll/costs.json` keeps of a source. */
export interface KeptCosts extends Calibration {
  /** Of where the source was when it was measured. */
  readonly place: string;
}

/** What `.atoll/costs.json` holds, by source. */
export interface CostsFile {
  readonly version: 1;
  readonly sources: Readonly<Record<string, KeptCosts>>;
}

/**
 * The file's content; null where its text is damaged or of another form. Checked by hand: every command reads it, and
 * loading a library of schemas would take longer than all else that is done with it.
 */
export function parseCosts(text: string): CostsFile | null {
  const content = parsed(text);
  if (!hasFields(content, ['version', 'sources']) || content['version'] !== 1) return null;
  const sources = content['sources'];
  if (!isRecord(sources)) return null;
  const kept: [string, KeptCosts][] = [];
  for (const [name, one] of Object.entries(sources)) {
    if (!isKept(one)) return null;
    kept.push([name, one]);
  }
  return { version: 1, sources: Object.fromEntries(kept) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isKept(value: unknown): value is KeptCosts {
  return (
    hasFields(value, ['place', 'work', 'send', 'fragments']) &&
    typeof value['place'] === 'string' &&
    isFactor(value['work']) &&
    isFactor(value['send']) &&
    Number.isSafeInteger(value['fragments']) &&
    Number(value['fragments']) >= 0
  );
}

function isFactor(value: unknown): boolean {
  return typeof value === 'number' && value >= 1 / MOST_FACTOR && value <= MOST_FACTOR;
}

/** These fields and no others. */
function hasFields(value: unknown, names: readonly string[]): value is Readonly<Record<string, unknown>> {
  return (
    isRecord(value) &&
    Object.keys(value).length === names.length &&
    names.every((name) => Object.hasOwn(value, name))
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
