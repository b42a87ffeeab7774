import { AtollError } from '../../../engine/errors/atoll-error.ts';
import type { Connector } from '../../../engine/spi/connector.ts';
import type { SourceDraft } from '../../contract/api/sources.ts';
import { readSecret } from '../secrets.ts';
import type { Vault } from '../vault/vault.ts';
import { parseWorkspace } from '../workspace/load-workspace.ts';
import { printSecretReference } from '../workspace/secret-reference.ts';
import { flowText, type SourceSection } from '../workspace/sources-text.ts';
import type { SourceDefinition } from '../workspace/workspace.ts';
import { sectionOfDraft } from './draft-section.ts';
import { findSource } from './find-source.ts';

/** A source as a form has it, and the saved one that is edited, whose password `keep` means. */
export interface DraftToProbe {
  readonly draft: SourceDraft;
  readonly name: string | null;
}

export interface DraftSurroundings {
  readonly dir: string;
  readonly connectors: readonly Connector[];
  readonly vault: Vault;
  readonly sources: readonly SourceDefinition[];
}

/** The source that a form describes, checked, and how its password is had. Throws `workspace-invalid`, `usage`. */
export function definitionOfDraft(
  { draft, name }: DraftToProbe,
  { dir, connectors, vault, sources }: DraftSurroundings,
): { readonly definition: SourceDefinition; readonly secret: () => Promise<string | null> } {
  const saved = name === null ? null : findSource(sources, name);
  const reference = saved?.secret ?? null;
  const before: SourceSection = reference === null ? {} : { secret: printSecretReference(reference) };
  const called = draft.name === '' ? (saved?.name ?? draft.kind) : draft.name;
  const definition = definitionOf(called, sectionOfDraft(draft, before, connectors), connectors);
  if (draft.secret.kind === 'value') {
    const { value } = draft.secret;
    return { definition, secret: () => Promise.resolve(value === '' ? null : value) };
  }
  const owner = saved?.name ?? called;
  return { definition, secret: () => readSecret({ ...definition, name: owner }, dir, vault) };
}

/** A source out of its section. Throws `workspace-invalid` without a place: the text is in no file yet. */
export function definitionOf(
  name: string,
  section: SourceSection,
  connectors: readonly Connector[],
): SourceDefinition {
  try {
    const { sources } = parseWorkspace(`version: 1\nsources: ${flowText({ [name]: section })}\n`, connectors);
    return findSource(sources, name);
  } catch (error) {
    if (!(error instanceof AtollError)) throw error;
    const { code, message, hint } = error.report;
    throw new AtollError(code, message, { source: name, step: 'config', hint, cause: error });
  }
}
