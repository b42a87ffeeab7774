import { AtollError } from '../../../engine/errors/atoll-error.ts';
import type { Connector } from '../../../engine/spi/connector.ts';
import type { SourceDraft, Tunnel } from '../../contract/api/sources.ts';
import { parseBytes, parseDuration } from '../workspace/amounts.ts';
import { isMapping } from '../workspace/is-mapping.ts';
import { parseSecretReference } from '../workspace/secret-reference.ts';
import type { SourceSection } from '../workspace/sources-text.ts';

/**
 * The section of `atoll.yaml` for a source as a form has it. Of what is written already, settings that say the same stay
 * as they are; defaults that nobody wrote are not written. Throws `usage` where the secret is no reference.
 */
export function sectionOfDraft(
  draft: SourceDraft,
  before: SourceSection,
  connectors: readonly Connector[],
): SourceSection {
  const connector = connectorOf(draft.kind, connectors);
  const config = connector.fields.flatMap(({ name, ...field }) => {
    const value: unknown = draft.config[name];
    const isBlank = value === undefined || value === null || value === '';
    const isUnsaid = before[name] === undefined && value === field.default;
    return isBlank || isUnsaid ? [] : [[name, value] as const];
  });
  const unknown = Object.entries(draft.config).filter(([name]) =>
    connector.fields.every((field) => field.name !== name),
  );
  const optional: SourceSection = {
    secret: secretText(draft.secret, before),
    limits: limitsSection(draft.limits, before['limits']),
    region: draft.region === '' ? undefined : (draft.region ?? undefined),
    tags: draft.tags.length === 0 ? undefined : draft.tags,
    tunnel: draft.tunnel === null ? undefined : tunnelSection(draft.tunnel),
    hue: draft.hue ?? undefined,
    monogram: draft.monogram ?? undefined,
    production: draft.production ? true : undefined,
  };
  const given = Object.entries(optional).filter(([, value]) => value !== undefined);
  return { kind: connector.kind, ...Object.fromEntries([...config, ...unknown, ...given]) };
}

/** Throws `usage` with the kinds there are. */
export function connectorOf(kind: string, connectors: readonly Connector[]): Connector {
  const connector = connectors.find((one) => one.kind === kind);
  if (connector !== undefined) return connector;
  throw new AtollError('usage', `There is no kind ${kind}.`, {
    hint: `The kinds are ${connectors.map((one) => one.kind).join(', ')}.`,
  });
}

function secretText(secret: SourceDraft['secret'], before: SourceSection): unknown {
  switch (secret.kind) {
    case 'keep':
      return before['secret'] ?? undefined;
    case 'none':
      return undefined;
    case 'value':
      return secret.value === '' ? undefined : 'keychain';
    case 'reference':
      if (parseSecretReference(secret.reference) !== null) return secret.reference;
      throw new AtollError('usage', 'This says where the password is kept; it is not the password itself.', {
        step: 'secret',
        hint: 'Give keychain, env:NAME or file:PATH.',
      });
  }
}

/** A limit that means the same as the one written keeps its text: `60s` does not become 60000. */
function limitsSection(limits: SourceDraft['limits'], before: unknown): SourceSection | undefined {
  const written = isMapping(before) ? before : {};
  const entries = Object.entries(limits).filter(([, value]) => value !== '');
  if (entries.length === 0) return undefined;
  const inOrder = entries.toSorted(([one], [other]) => placeIn(written, one) - placeIn(written, other));
  return Object.fromEntries(
    inOrder.map(([key, value]) => {
      const same = amountOf(key, written[key]) === amountOf(key, value);
      return [key, same && written[key] !== undefined ? written[key] : value];
    }),
  );
}

function placeIn(written: Readonly<Record<string, unknown>>, key: string): number {
  const place = Object.keys(written).indexOf(key);
  return place < 0 ? Object.keys(written).length : place;
}

function amountOf(key: string, value: unknown): unknown {
  if (key === 'bytes') return parseBytes(value) ?? value;
  return key === 'timeout' || key === 'connectTimeout' ? (parseDuration(value) ?? value) : value;
}

function tunnelSection({ host, port, user, key, hostKey }: Tunnel): SourceSection {
  const optional = { ...(key === null ? {} : { key }), ...(hostKey === null ? {} : { hostKey }) };
  return { host, ...(port === 22 ? {} : { port }), user, ...optional };
}
