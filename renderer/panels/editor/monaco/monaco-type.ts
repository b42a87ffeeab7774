import type {
  editor,
  KeyCode,
  KeyMod,
  languages,
  MarkerSeverity,
  Range,
  Selection,
} from 'monaco-editor/editor';

/** What of Monaco this editor uses, once it is loaded. */
export interface Monaco {
  readonly editor: typeof editor;
  readonly KeyCode: typeof KeyCode;
  readonly KeyMod: typeof KeyMod;
  readonly languages: typeof languages;
  readonly MarkerSeverity: typeof MarkerSeverity;
  readonly Range: typeof Range;
  readonly Selection: typeof Selection;
}
