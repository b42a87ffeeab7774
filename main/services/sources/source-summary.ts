import type { SourceSummary } from '../../contract/sources.ts';
import { printSecretReference } from '../workspace/secret-reference.ts';
import type { SourceDefinition } from '../workspace/workspace.ts';

/** A source for a list: where it is in a few words, and where its password is kept, never the password. */
export function summaryOf(source: SourceDefinition, killed: ReadonlySet<string>): SourceSummary {
  const { name, kind, secret, limits, region, tags } = source;
  return {
    name,
    kind,
    where: whereOf(source),
    secret: secret === null ? null : printSecretReference(secret),
    limits,
    region,
    tags,
    state: killed.has(name) ? 'killed' : 'active',
  };
}

function whereOf({ config }: SourceDefinition): string {
  const { path, host, port, database, user, managed } = config;
  if (typeof path === 'string') return path;
  const named = typeof database === 'string' ? `/${database}` : '';
  if (managed !== undefined) return `managed${named}`;
  const server = `${textOf(host)}${port === undefined ? '' : `:${textOf(port)}`}`;
  return `${user === undefined ? '' : `${textOf(user)}@`}${server}${named}`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
