import type { ErrorReport } from '../../../engine/errors/atoll-error.ts';
import type { SourceKind, WindowField } from '../../../main/contract/api/sources.ts';
import { type FormValues, fieldValue } from './form-values.ts';
import { LIMIT_FIELDS } from './limit-texts.ts';

/** What is wrong, by the id of the field: `name`, `config.host`, `secret`, `tunnel.user`, `limits.rows`, … */
export type FormErrors = Readonly<Record<string, string>>;

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const REFERENCE = /^(env:[A-Za-z_]\w*|file:.+|keychain)$/s;

/** Checks what can be checked here; `taken` are the names of the other sources. */
export function formErrors(values: FormValues, kind: SourceKind, taken: readonly string[]): FormErrors {
  const errors: Record<string, string> = {};
  const put = (id: string, text: string | null): void => {
    if (text !== null) errors[id] = text;
  };
  put('name', nameError(values.name.trim(), taken));
  for (const field of kind.fields) put(`config.${field.name}`, fieldError(field, values.fields[field.name]));
  const { secret, limits, tunnel, monogram } = values;
  if (secret.mode === 'reference' && !REFERENCE.test(secret.reference.trim()))
    put('reference', 'Give env:NAME for a variable or file:PATH for a file.');
  for (const { name, pattern, wanted } of LIMIT_FIELDS) {
    const text = limits[name]?.trim() ?? '';
    if (text !== '' && !pattern.test(text)) put(`limits.${name}`, wanted);
  }
  if ([...monogram.trim()].length > 2) put('monogram', 'One or two letters.');
  if (tunnel === null) return errors;
  if (tunnel.host.trim() === '') put('tunnel.host', 'The tunnel needs a host.');
  if (tunnel.user.trim() === '') put('tunnel.user', 'The tunnel needs a user.');
  if (!isPort(tunnel.port)) put('tunnel.port', 'A port from 1 to 65535.');
  return errors;
}

function nameError(name: string, taken: readonly string[]): string | null {
  if (name === '') return 'Give it a name: queries write it before the dot.';
  if (!NAME.test(name)) return 'Letters, digits and underscores only, and no digit first.';
  const same = taken.some((one) => one.toLowerCase() === name.toLowerCase());
  return same ? `There is a source called ${name} already.` : null;
}

function fieldError(field: WindowField, value: string | boolean | undefined): string | null {
  const text = typeof value === 'string' ? value.trim() : '';
  if (value === undefined || text === '')
    return field.required && typeof value !== 'boolean' ? `${field.label} is needed.` : null;
  if (field.type === 'number' && !Number.isFinite(Number(text))) return 'A number.';
  if (field.name === 'port' && !isPort(text)) return 'A port from 1 to 65535.';
  if (field.type !== 'object') return null;
  try {
    fieldValue(field, text);
    return null;
  } catch {
    return 'This must be JSON, such as {"seed": "file.sql"}.';
  }
}

function isPort(text: string): boolean {
  const port = Number(text);
  return /^\d+$/.test(text.trim()) && port >= 1 && port <= 65_535;
}

/** The field that a failure of the host speaks of; null where none is known. */
export function fieldOfReport(
  { message, step }: Pick<ErrorReport, 'message' | 'step'>,
  kind: SourceKind,
): string | null {
  const quoted = /'([^']+)'/.exec(message)?.[1]?.split('.')[0];
  if (kind.fields.some(({ name }) => name === quoted)) return `config.${quoted}`;
  if (LIMIT_FIELDS.some(({ name }) => name === quoted)) return `limits.${quoted}`;
  if (step === 'secret') return 'secret';
  return /source name|called|already/i.test(message) ? 'name' : null;
}
