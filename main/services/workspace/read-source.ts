import type { Connector } from '../../../engine/spi/connector.ts';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import { checkConfig } from '../../../engine/spi/check-config.ts';
import type { SourceLimits } from '../../../engine/types/limits.ts';
import { DEFAULT_LIMITS } from '../../../engine/types/limits.ts';
import { parseBytes, parseDuration } from './amounts.ts';
import { isMapping } from './is-mapping.ts';
import { readMarks, readTunnel } from './read-marks.ts';
import { parseSecretReference } from './secret-reference.ts';
import type { SecretReference } from './secret-reference.ts';
import type { SourceDefinition } from './workspace.ts';
import { RESERVED_SOURCE_NAMES } from './workspace.ts';
import type { YamlFile } from './yaml-place.ts';

/** Settings that every kind of source has. */
export const COMMON: readonly string[] = [
  'kind',
  'secret',
  'limits',
  'region',
  'tags',
  'hue',
  'monogram',
  'production',
  'tunnel',
];

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** One entry under `sources`, checked against its connector's fields. Throws `workspace-invalid` with the place. */
export function readSource(
  file: YamlFile,
  name: string,
  value: unknown,
  connectors: readonly Connector[],
): SourceDefinition {
  const path = ['sources', name];
  if (!NAME.test(name) || RESERVED_SOURCE_NAMES.has(name.toLowerCase())) {
    const why = NAME.test(name)
      ? 'is reserved'
      : 'may only have letters, digits and underscores, and begin with no digit';
    throw file.error(
      path,
      `The source name ${JSON.stringify(name)} ${why}.`,
      'Choose another name: it is what queries write before the dot.',
      name,
    );
  }
  if (!isMapping(value)) {
    throw file.error(
      path,
      `Source ${name} must be a mapping such as { kind: sqlite, path: data/crm.db }.`,
      'Give at least its kind.',
      name,
    );
  }
  const connector = connectors.find((one) => one.kind === value['kind']);
  if (connector === undefined) {
    const kinds = connectors.map((one) => one.kind).join(', ');
    const found =
      value['kind'] === undefined ? 'has no kind' : `has the unknown kind ${JSON.stringify(value['kind'])}`;
    throw file.error([...path, 'kind'], `Source ${name} ${found}.`, `The kinds are ${kinds}.`, name);
  }
  return {
    name,
    kind: connector.kind,
    config: readConfig(file, name, value, connector),
    secret: readSecret(file, name, value['secret']),
    limits: readLimits(file, name, value['limits']),
    region: readText(file, [...path, 'region'], value['region']),
    tags: readTags(file, [...path, 'tags'], value['tags']),
    ...readMarks(file, name, value),
    tunnel: readTunnel(file, name, value['tunnel']),
  };
}

function readConfig(
  file: YamlFile,
  name: string,
  value: Readonly<Record<string, unknown>>,
  connector: Connector,
): SourceDefinition['config'] {
  const own = Object.fromEntries(Object.entries(value).filter(([key]) => !COMMON.includes(key)));
  try {
    return checkConfig(name, connector.kind, connector.fields, own);
  } catch (error) {
    if (!(error instanceof AtollError)) throw error;
    const key = /'([^']+)'/.exec(error.message)?.[1];
    throw file.error(
      ['sources', name, ...(key === undefined ? [] : [key])],
      error.message,
      error.report.hint ?? '',
      name,
    );
  }
}

function readSecret(file: YamlFile, name: string, value: unknown): SecretReference | null {
  if (value === undefined || value === null) return null;
  const reference = typeof value === 'string' ? parseSecretReference(value) : null;
  if (reference !== null) return reference;
  const message = `The secret of source ${name} must be keychain, env:NAME or file:PATH.`;
  throw file.error(
    ['sources', name, 'secret'],
    message,
    'A password itself never stands in this file.',
    name,
  );
}

interface LimitRule {
  readonly read: (value: unknown) => number | null;
  readonly wanted: string;
  readonly into: keyof SourceLimits;
}

const COUNT = (value: unknown): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : null;

const LIMITS: Readonly<Record<string, LimitRule>> = {
  connections: { read: COUNT, wanted: 'a whole number above 0', into: 'connections' },
  rows: { read: COUNT, wanted: 'a whole number above 0', into: 'rows' },
  bytes: { read: parseBytes, wanted: 'a size such as 500MB', into: 'bytes' },
  timeout: { read: parseDuration, wanted: 'a time such as 60s', into: 'timeoutMs' },
  connectTimeout: { read: parseDuration, wanted: 'a time such as 10s', into: 'connectTimeoutMs' },
};

function readLimits(file: YamlFile, name: string, value: unknown): SourceLimits {
  if (value === undefined || value === null) return DEFAULT_LIMITS;
  const path = ['sources', name, 'limits'];
  if (!isMapping(value))
    throw file.error(
      path,
      `The limits of source ${name} must be a mapping.`,
      `They are ${Object.keys(LIMITS).join(', ')}.`,
      name,
    );
  const read: Record<string, number> = {};
  for (const [key, entry] of Object.entries(value)) {
    const rule = LIMITS[key];
    if (rule === undefined)
      throw file.error(
        [...path, key],
        `'${key}' is not a limit.`,
        `The limits are ${Object.keys(LIMITS).join(', ')}.`,
        name,
      );
    const amount = rule.read(entry);
    if (amount === null)
      throw file.error(
        [...path, key],
        `The limit '${key}' of source ${name} must be ${rule.wanted}.`,
        'Correct it or take it out.',
        name,
      );
    read[rule.into] = amount;
  }
  return { ...DEFAULT_LIMITS, ...read };
}

function readText(file: YamlFile, path: readonly string[], value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value;
  throw file.error(path, `'${path.at(-1)}' must be a text.`, 'Put it in quotes.', path[1] ?? null);
}

function readTags(file: YamlFile, path: readonly string[], value: unknown): readonly string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value) && value.every((tag): tag is string => typeof tag === 'string')) return value;
  throw file.error(path, "'tags' must be a list of texts.", 'Such as [pii, people].', path[1] ?? null);
}
