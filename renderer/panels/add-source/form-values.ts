import type {
  SourceDraft,
  SourceKind,
  Tunnel,
  WindowField,
  WindowSource,
} from '../../../main/contract/api/sources.ts';
import { limitTexts } from './limit-texts.ts';

export type Json = SourceDraft['config'][string];

/** Where the password comes from, as the form has it; what was typed for the others stays while one is chosen. */
export interface SecretValues {
  readonly mode: SourceDraft['secret']['kind'];
  readonly value: string;
  readonly reference: string;
}

export interface TunnelValues {
  readonly host: string;
  readonly port: string;
  readonly user: string;
  readonly key: string;
  readonly hostKey: string | null;
}

/** A source as its form has it: texts as typed. */
export interface FormValues {
  readonly kind: string;
  readonly name: string;
  /** The fields of the kind, by name. */
  readonly fields: Readonly<Record<string, string | boolean>>;
  /** Settings that the kind has no field for: kept as they are. */
  readonly extra: Readonly<Record<string, Json>>;
  readonly secret: SecretValues;
  readonly limits: Readonly<Record<string, string>>;
  readonly region: string;
  readonly tags: string;
  /** Null where the server is reached directly. */
  readonly tunnel: TunnelValues | null;
  readonly hue: number | null;
  readonly monogram: string;
  readonly production: boolean;
}

export const NO_TUNNEL: TunnelValues = { host: '', port: '22', user: '', key: '', hostKey: null };

/** An empty form of a kind, with settings that are known already. */
export function emptyForm(
  kind: SourceKind,
  name = '',
  config: Readonly<Record<string, Json>> = {},
): FormValues {
  return {
    kind: kind.kind,
    name,
    ...configTexts(kind, config),
    secret: { mode: kind.takesSecret ? 'value' : 'none', value: '', reference: '' },
    limits: {},
    region: '',
    tags: '',
    tunnel: null,
    hue: null,
    monogram: '',
    production: false,
  };
}

/** The form of a source that is there already. */
export function formOf(source: WindowSource, kind: SourceKind): FormValues {
  const reference = source.secret !== null && source.secret !== 'keychain' ? source.secret : '';
  return {
    ...emptyForm(kind, source.name, source.config),
    secret: { mode: secretMode(source, kind, reference), value: '', reference },
    limits: limitTexts(source.limits),
    region: source.region ?? '',
    tags: source.tags.join(', '),
    tunnel: source.tunnel === null ? null : tunnelTexts(source.tunnel),
    hue: source.hue,
    monogram: source.monogram,
    production: source.production,
  };
}

function secretMode({ secret }: WindowSource, kind: SourceKind, reference: string): SecretValues['mode'] {
  if (reference !== '') return 'reference';
  if (secret !== null) return 'keep';
  return kind.takesSecret ? 'value' : 'none';
}

function tunnelTexts({ host, port, user, key, hostKey }: Tunnel): TunnelValues {
  return { host, port: String(port), user, key: key ?? '', hostKey };
}

function configTexts(
  kind: SourceKind,
  config: Readonly<Record<string, Json>>,
): Pick<FormValues, 'fields' | 'extra'> {
  const known = new Map(kind.fields.map((field) => [field.name, field]));
  const fields: Record<string, string | boolean> = {};
  const extra: Record<string, Json> = {};
  for (const [name, value] of Object.entries(config)) {
    const field = known.get(name);
    if (field === undefined) extra[name] = value;
    else fields[name] = fieldText(field, value);
  }
  return { fields, extra };
}

function fieldText(field: WindowField, value: Json): string | boolean {
  if (value === null || value === undefined) return '';
  if (field.type === 'boolean' && typeof value === 'boolean') return value;
  if (field.type === 'list' && Array.isArray(value)) return value.map(plainText).join(', ');
  return plainText(value);
}

function plainText(value: Json): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** What a field's text means in `atoll.yaml`; undefined where it is left empty. Throws SyntaxError for wrong JSON. */
export function fieldValue(field: WindowField, value: string | boolean | undefined): Json | undefined {
  if (value === undefined || typeof value === 'boolean') return value;
  const text = value.trim();
  if (text === '') return undefined;
  switch (field.type) {
    case 'number':
      return Number(text);
    case 'boolean':
      return text === 'true';
    case 'list':
      // A list may say `true` for all (columns of SQLite that come as text).
      return text === 'true' || text === 'false' ? text === 'true' : listOf(text);
    case 'object':
      return JSON.parse(text) as Json;
    case 'text':
    case 'choice':
    case 'path':
      return text;
  }
}

/** Parts between commas, without those that are empty. */
export function listOf(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** What the host is asked to save or test. The form must have no errors. */
export function draftOf(values: FormValues, kind: SourceKind): SourceDraft {
  const config: Record<string, Json> = { ...values.extra };
  for (const field of kind.fields) {
    const value = fieldValue(field, values.fields[field.name]);
    if (value !== undefined) config[field.name] = value;
  }
  return {
    name: values.name.trim(),
    kind: values.kind,
    config,
    secret: draftSecret(values.secret),
    limits: draftLimits(values.limits),
    region: values.region.trim() === '' ? null : values.region.trim(),
    tags: listOf(values.tags),
    tunnel: draftTunnel(values.tunnel),
    hue: values.hue,
    monogram: values.monogram.trim() === '' ? null : values.monogram.trim(),
    production: values.production,
  };
}

function draftSecret({ mode, value, reference }: SecretValues): SourceDraft['secret'] {
  switch (mode) {
    case 'keep':
    case 'none':
      return { kind: mode };
    case 'reference':
      return { kind: 'reference', reference: reference.trim() };
    case 'value':
      return value === '' ? { kind: 'none' } : { kind: 'value', value };
  }
}

function draftLimits(limits: FormValues['limits']): SourceDraft['limits'] {
  const given = Object.entries(limits).filter(([, text]) => text.trim() !== '');
  return Object.fromEntries(
    given.map(([name, text]) => [name, /^\d+$/.test(text.trim()) ? Number(text) : text.trim()]),
  );
}

function draftTunnel(tunnel: TunnelValues | null): Tunnel | null {
  if (tunnel === null) return null;
  const key = tunnel.key.trim();
  return {
    host: tunnel.host.trim(),
    port: Number(tunnel.port),
    user: tunnel.user.trim(),
    key: key === '' ? null : key,
    hostKey: tunnel.hostKey,
  };
}
