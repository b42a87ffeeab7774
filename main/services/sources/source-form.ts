import type { ConfigField } from '../../../engine/spi/config-field.ts';
import type { Connector } from '../../../engine/spi/connector.ts';
import type { SourceKind, WindowField } from '../../contract/api/sources.ts';

/** The kinds of sources as forms draw themselves. */
export function kindsOf(connectors: readonly Connector[]): readonly SourceKind[] {
  return connectors.map(({ kind, label, takesSecret, fields }) => ({
    kind,
    label,
    takesSecret,
    isNetwork: isNetworkKind(fields),
    fields: fields.map(fieldOf),
  }));
}

/** Reached over a network: it has a host. */
function isNetworkKind(fields: readonly ConfigField[]): boolean {
  return fields.some(({ name }) => name === 'host');
}

function fieldOf({ name, label, type, required, choices, help, ...rest }: ConfigField): WindowField {
  return { name, label, type, required, default: rest.default ?? null, choices: [...(choices ?? [])], help };
}
