import { AtollError } from '../../engine/errors/atoll-error.ts';
import { Session, type SessionSources } from '../../engine/session.ts';
import type { CatalogService } from '../services/catalogs/catalog-service.ts';
import { LanguageService } from '../services/language/language-service.ts';
import { readVocabulary, type Vocabulary } from '../services/language/vocabulary.ts';
import type { Workspace } from '../services/workspace/workspace.ts';

/** DuckDB's words are the same for every workspace. */
let vocabulary: Promise<Vocabulary> | null = null;

/** The language service of one host, made when somebody first types: a command never needs it. */
export class HostLanguage {
  readonly #workspace: Workspace;
  readonly #sources: SessionSources;
  readonly #catalogs: CatalogService;
  #service: Promise<LanguageService> | null = null;

  constructor(workspace: Workspace, sources: SessionSources, catalogs: CatalogService) {
    this.#workspace = workspace;
    this.#sources = sources;
    this.#catalogs = catalogs;
  }

  async service(): Promise<LanguageService> {
    return await (this.#service ??= this.#open());
  }

  async close(): Promise<void> {
    (await this.#service)?.close();
  }

  async #open(): Promise<LanguageService> {
    const { sources, models } = this.#workspace;
    const names = sources.map(({ name }) => name);
    vocabulary ??= readVocabulary();
    const words = await vocabulary;
    const catalog = async (name: string): ReturnType<SessionSources['catalog']> => await this.#known(name);
    return new LanguageService({
      session: await Session.create({ ...this.#sources, catalog }),
      surroundings: () => ({
        sources: names,
        catalogs: names.flatMap((name) => this.#catalogs.known(name) ?? []),
        models: [...models.values()],
        vocabulary: words,
      }),
    });
  }

  /** While somebody types no source is waited for: one that was not read yet is read meanwhile. */
  async #known(name: string): ReturnType<SessionSources['catalog']> {
    const known = this.#catalogs.known(name);
    if (known !== null) return known;
    void this.#catalogs.catalog(name, new AbortController().signal).catch(() => undefined);
    const message = `The catalog of ${name} is not read yet.`;
    throw await Promise.resolve(new AtollError('source-unavailable', message, { source: name }));
  }
}
