import type { SourceDraft } from '../../contract/api/sources.ts';
import type { Vault } from '../vault/vault.ts';
import {
  addSource,
  changeSource,
  copySource,
  type EditedWorkspace,
  removeSource,
  reorderSources,
} from '../workspace/edit-sources.ts';
import { loadWorkspace } from '../workspace/load-workspace.ts';
import { freeHue, marksOf } from '../workspace/source-marks.ts';
import type { SourceSection } from '../workspace/sources-text.ts';
import type { SourceDefinition } from '../workspace/workspace.ts';
import { connectorOf, sectionOfDraft } from './draft-section.ts';
import { definitionOf } from './draft-definition.ts';
import { findSource } from './find-source.ts';
import { freeName } from './free-name.ts';
import type { ReadAddress } from './read-address.ts';

export interface SourceEditorParts extends EditedWorkspace {
  readonly vault: Vault;
}

/** Changes `atoll.yaml` and, with it, the passwords that the vault keeps for its sources. */
export class SourceEditor {
  readonly #parts: SourceEditorParts;

  constructor(parts: SourceEditorParts) {
    this.#parts = parts;
  }

  /** Under the next free name; a password goes to the vault. Returns the name. */
  async addAddress({ kind, name: wanted, config, secret }: ReadAddress): Promise<string> {
    const sources = await this.#sources();
    const name = freeName(
      wanted,
      sources.map((source) => source.name),
    );
    const hue = freeHueOf(sources);
    return await this.#add(
      name,
      { kind, ...config, ...(secret === null ? {} : { secret: 'keychain' }), hue },
      secret,
    );
  }

  /** Throws `usage` where the name is taken, `workspace-invalid` where something is wrong. Returns the name. */
  async add(draft: SourceDraft): Promise<string> {
    const { connectors } = this.#parts;
    const hue = draft.hue ?? freeHueOf(await this.#sources());
    return await this.#add(draft.name, sectionOfDraft({ ...draft, hue }, {}, connectors), valueIn(draft));
  }

  /** Throws as `add` does. Returns the name as it is now. */
  async edit(name: string, draft: SourceDraft): Promise<string> {
    const { dir, connectors, vault } = this.#parts;
    const sources = await this.#sources();
    const source = findSource(sources, name);
    const wish = { ...draft, ...unsaidMarks(source, sources, draft) };
    definitionOf(draft.name, sectionOfDraft(wish, {}, connectors), connectors);
    const [from, to] = [
      { workspaceDir: dir, source: source.name },
      { workspaceDir: dir, source: draft.name },
    ];
    const old = source.secret?.kind === 'keychain' ? await vault.read(from) : null;
    const secret = draft.secret.kind === 'keep' ? old : valueIn(draft);
    if (secret !== null) await vault.keep(to, secret);
    try {
      await changeSource(this.#parts, source.name, draft.name, (before) =>
        sectionOfDraft(wish, before, connectors),
      );
    } catch (error) {
      if (old !== null) await vault.keep(from, old);
      if (secret !== null && (old === null || !isSameName(name, draft.name))) await vault.forget(to);
      throw error;
    }
    const isLeft = secret === null || !isSameName(source.name, draft.name);
    if (source.secret?.kind === 'keychain' && isLeft) await this.#forget(source.name);
    return draft.name;
  }

  /** With its password. Returns the copy's name. */
  async duplicate(name: string): Promise<string> {
    const { dir, vault } = this.#parts;
    const sources = await this.#sources();
    const source = findSource(sources, name);
    const copy = freeName(
      `${source.name}_copy`,
      sources.map((one) => one.name),
    );
    if (source.secret?.kind === 'keychain') {
      const secret = await vault.read({ workspaceDir: dir, source: source.name });
      if (secret !== null) await vault.keep({ workspaceDir: dir, source: copy }, secret);
    }
    await copySource(this.#parts, source.name, copy, freeHueOf(sources));
    return copy;
  }

  /** With its password. Returns the name as it was written. */
  async remove(name: string): Promise<string> {
    const source = findSource(await this.#sources(), name);
    const known = await removeSource(this.#parts, source.name);
    if (source.secret?.kind === 'keychain') await this.#forget(known);
    return known;
  }

  async reorder(names: readonly string[]): Promise<void> {
    await reorderSources(this.#parts, names);
  }

  async mark(
    name: string,
    wish: {
      readonly hue?: number | undefined;
      readonly monogram?: string | undefined;
      readonly production?: boolean | undefined;
    },
  ): Promise<string> {
    const source = findSource(await this.#sources(), name);
    const given = Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
    await changeSource(this.#parts, source.name, source.name, (before) => {
      const { production = false, ...section }: SourceSection = { ...before, ...given };
      return production === false ? section : { ...section, production };
    });
    return source.name;
  }

  /** Where the vault can't be used, an entry that nobody reads any more stays behind. */
  async #forget(source: string): Promise<void> {
    await this.#parts.vault.forget({ workspaceDir: this.#parts.dir, source }).catch(() => undefined);
  }

  async #sources(): Promise<readonly SourceDefinition[]> {
    const { dir, connectors } = this.#parts;
    return (await loadWorkspace(dir, connectors)).sources;
  }

  /** The password is kept first: a source whose password got lost would be worse than one that was not added. */
  async #add(name: string, section: SourceSection, secret: string | null): Promise<string> {
    const { dir, vault, connectors } = this.#parts;
    connectorOf(String(section['kind']), connectors);
    definitionOf(name, section, connectors);
    const taken = (await this.#sources()).some((source) => isSameName(source.name, name));
    const key = { workspaceDir: dir, source: name };
    if (secret !== null && !taken) await vault.keep(key, secret);
    try {
      await addSource(this.#parts, name, section);
    } catch (error) {
      if (secret !== null && !taken) await vault.forget(key);
      throw error;
    }
    return name;
  }
}

function valueIn({ secret }: SourceDraft): string | null {
  return secret.kind === 'value' && secret.value !== '' ? secret.value : null;
}

function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function freeHueOf(sources: readonly SourceDefinition[]): number {
  return freeHue([...marksOf(sources).values()].map(({ hue }) => hue));
}

/** A form sends the marks that it was given: those that are derived need not be written. */
function unsaidMarks(
  { name, hue, monogram }: SourceDefinition,
  sources: readonly SourceDefinition[],
  draft: SourceDraft,
): Pick<SourceDraft, 'hue' | 'monogram'> {
  const derived = marksOf(sources).get(name);
  return {
    hue: hue === null && derived?.hue === draft.hue ? null : draft.hue,
    monogram: monogram === null && derived?.monogram === draft.monogram ? null : draft.monogram,
  };
}
