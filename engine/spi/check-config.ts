import { AtollError } from '../errors/atoll-error.ts';
import type { ConfigField, SourceConfig } from './config-field.ts';

/**
 * Checks a source's section against the connector's fields: what is required is there, values have their types, and
 * no key is unknown. Returns the section with the defaults filled in. Throws `workspace-invalid`.
 */
export function checkConfig(
  source: string,
  kind: string,
  fields: readonly ConfigField[],
  config: SourceConfig,
): SourceConfig {
  const known = new Map(fields.map((field) => [field.name, field]));
  for (const key of Object.keys(config)) {
    if (!known.has(key)) throw invalid(source, `'${key}' is not a setting of a ${kind} source.`, fields);
  }
  const checked: Record<string, unknown> = {};
  for (const field of fields) {
    const value = config[field.name] ?? field.default;
    if (value === undefined || value === null) {
      if (field.required) throw invalid(source, `A ${kind} source needs '${field.name}'.`, fields, field);
      continue;
    }
    if (!fits(field, value)) {
      throw invalid(source, `'${field.name}' must be ${WANTED[field.type](field)}.`, fields, field);
    }
    checked[field.name] = value;
  }
  return checked;
}

const WANTED: Readonly<Record<ConfigField['type'], (field: ConfigField) => string>> = {
  text: () => 'a text',
  path: () => 'a path',
  number: () => 'a number',
  boolean: () => 'true or false',
  choice: (field) => `one of ${(field.choices ?? []).join(', ')}`,
  object: () => 'a mapping',
  list: () => 'a list of texts',
};

function fits(field: ConfigField, value: unknown): boolean {
  switch (field.type) {
    case 'text':
      return typeof value === 'string';
    case 'path':
      return typeof value === 'string' && value !== '' && !value.includes('\0');
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'choice':
      return typeof value === 'string' && (field.choices ?? []).includes(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'list':
      return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
  }
}

function invalid(
  source: string,
  message: string,
  fields: readonly ConfigField[],
  field?: ConfigField,
): AtollError {
  const hint = field?.help ?? `Its settings are ${fields.map(({ name }) => name).join(', ')}.`;
  return new AtollError('workspace-invalid', `Source ${source}: ${message}`, {
    source,
    step: 'config',
    hint,
  });
}
