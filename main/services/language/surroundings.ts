import type { SourceCatalog } from '../../../engine/types/catalog.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A name and where its text is. */
export interface ModelText {
  readonly name: string;
  readonly file: string;
  readonly sql: string;
}

/** All that completing and hovering look at: nothing of it asks a source. */
export interface LanguageSurroundings {
  /** Every source, whether its catalog is known or not. */
  readonly sources: readonly string[];
  /** Those that are known. */
  readonly catalogs: readonly SourceCatalog[];
  readonly models: readonly ModelText[];
  readonly vocabulary: Vocabulary;
}
