import type { editor } from 'monaco-editor/editor';
import type { Settings } from '../../../main/contract/api/app.ts';
import { readToken } from '../../ui/read-token.ts';
import type { Monaco } from './monaco/monaco-type.ts';

/** What does not depend on settings. */
const FIXED: editor.IEditorOptions & editor.IGlobalEditorOptions = {
  automaticLayout: true,
  fixedOverflowWidgets: true,
  accessibilitySupport: 'auto',
  minimap: { enabled: false },
  wordBasedSuggestions: 'off',
  quickSuggestions: { other: true, comments: false, strings: false },
  suggest: { showWords: false, showStatusBar: false, preview: false, showInlineDetails: true },
  acceptSuggestionOnCommitCharacter: false,
  quickSuggestionsDelay: 30,
  dropIntoEditor: { enabled: false },
  dragAndDrop: true,
  fontLigatures: false,
  lineNumbersMinChars: 3,
  lineDecorationsWidth: 8,
  glyphMargin: false,
  folding: true,
  showFoldingControls: 'mouseover',
  renderLineHighlight: 'line',
  renderLineHighlightOnlyWhenFocus: true,
  scrollBeyondLastLine: false,
  smoothScrolling: false,
  cursorBlinking: 'solid',
  occurrencesHighlight: 'singleFile',
  matchBrackets: 'always',
  guides: { indentation: false },
  overviewRulerBorder: false,
  overviewRulerLanes: 0,
  hideCursorInOverviewRuler: true,
  stickyScroll: { enabled: false },
  padding: { top: 6, bottom: 6 },
  scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
  tabSize: 2,
  insertSpaces: true,
  detectIndentation: true,
  links: false,
  contextmenu: true,
  find: { addExtraSpaceOnTop: false, seedSearchStringFromSelection: 'selection' },
  unicodeHighlight: { ambiguousCharacters: true, invisibleCharacters: true },
};

const px = (token: `--${string}`): number => Number.parseFloat(readToken(token));

/** The type of the text by the user's settings; by the tokens before those are known. */
export function textOptions(settings: Settings | null): editor.IEditorOptions {
  const [size, line] = [px('--code-size'), px('--code-line')];
  const fontSize = settings?.editorFontSize ?? size;
  return {
    fontFamily: readToken('--font-code'),
    fontSize,
    lineHeight: Math.round((fontSize * line) / size),
    fontWeight: readToken('--weight-normal'),
    tabFocusMode: settings?.tabMovesFocus ?? false,
  };
}

/** Opens an editor in an element. Floating parts of it hang at the end of the page, so that panels do not cut them. */
export function openEditor(
  monaco: Monaco,
  host: HTMLElement,
  floating: HTMLElement,
  settings: Settings | null,
): editor.IStandaloneCodeEditor {
  return monaco.editor.create(host, {
    ...textOptions(settings),
    model: null,
    ...FIXED,
    overflowWidgetsDomNode: floating,
  });
}
