import type { SourceKind, WindowField } from '../../../main/contract/api/sources.ts';

function field(name: string, change: Partial<WindowField> = {}): WindowField {
  return {
    name,
    label: name,
    type: 'text',
    required: false,
    default: null,
    choices: [],
    help: '',
    ...change,
  };
}

/** A kind with a field of every type. */
export const SERVER: SourceKind = {
  kind: 'server',
  label: 'Server',
  takesSecret: true,
  isNetwork: true,
  fields: [
    field('host'),
    field('port', { type: 'number', default: 5432 }),
    field('database', { required: true, label: 'Database' }),
    field('strict', { type: 'boolean', default: false }),
    field('sslmode', { type: 'choice', choices: ['prefer', 'require'], default: 'prefer' }),
    field('schemas', { type: 'list' }),
    field('managed', { type: 'object' }),
    field('sslrootcert', { type: 'path' }),
  ],
};
