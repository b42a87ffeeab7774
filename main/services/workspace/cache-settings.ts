import { parseBytes, parseDuration } from './amounts.ts';
import { isMapping } from './is-mapping.ts';
import type { CacheSettings } from './workspace.ts';
import type { YamlFile } from './yaml-place.ts';

const DEFAULT_SIZE = '1GB';

/** The setting `cache: { age: 10m, size: 1GB }`; null where it is absent. Throws `workspace-invalid` with its place. */
export function readCacheSettings(file: YamlFile, value: unknown): CacheSettings | null {
  if (value === undefined || value === null) return null;
  const hint = 'Such as cache: { age: 10m, size: 1GB }; without it no rows are kept.';
  if (!isMapping(value)) throw file.error(['settings', 'cache'], "'cache' must be a mapping.", hint);
  for (const key of Object.keys(value)) {
    if (key !== 'age' && key !== 'size')
      throw file.error(['settings', 'cache', key], `'${key}' is not a setting of the cache.`, hint);
  }
  const { age, size = DEFAULT_SIZE } = value;
  if (typeof age !== 'string' || parseDuration(age) === null)
    throw file.error(
      age === undefined ? ['settings', 'cache'] : ['settings', 'cache', 'age'],
      "The cache must say by 'age' how long rows are good.",
      hint,
    );
  if (typeof size !== 'string' || parseBytes(size) === null)
    throw file.error(['settings', 'cache', 'size'], "'size' must be a size such as 1GB.", hint);
  return { age, size };
}
