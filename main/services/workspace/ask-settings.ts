import { parseBytes, parseDuration } from './amounts.ts';
import { isMapping } from './is-mapping.ts';
import type { AskSettings } from './workspace.ts';
import type { YamlFile } from './yaml-place.ts';

export const DEFAULT_ASK: AskSettings = { bytes: '500MB', rows: 10_000_000, time: '5m' };

const HINT = 'Such as ask: { bytes: 100MB, rows: 5000000, time: 60s }.';

/**
 * The setting `ask`: from which estimate on the window asks before it runs a query. Of a source that is marked as
 * production a tenth counts. Throws `workspace-invalid` with its place.
 */
export function readAskSettings(file: YamlFile, value: unknown): AskSettings {
  if (value === undefined || value === null) return DEFAULT_ASK;
  if (!isMapping(value)) throw file.error(['settings', 'ask'], "'ask' must be a mapping.", HINT);
  const { bytes = DEFAULT_ASK.bytes, rows = DEFAULT_ASK.rows, time = DEFAULT_ASK.time, ...others } = value;
  for (const key of Object.keys(others))
    throw file.error(['settings', 'ask', key], `'${key}' is not a limit to ask at.`, HINT);
  if (typeof bytes !== 'string' || parseBytes(bytes) === null)
    throw file.error(['settings', 'ask', 'bytes'], "'bytes' must be a size such as 100MB.", HINT);
  if (typeof rows !== 'number' || !Number.isSafeInteger(rows) || rows <= 0)
    throw file.error(['settings', 'ask', 'rows'], "'rows' must be a whole number above 0.", HINT);
  if (typeof time !== 'string' || parseDuration(time) === null)
    throw file.error(['settings', 'ask', 'time'], "'time' must be a time such as 60s.", HINT);
  return { bytes, rows, time };
}
