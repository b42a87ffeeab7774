import { editor, KeyCode, KeyMod, languages, MarkerSeverity, Range, Selection } from 'monaco-editor/editor';
// What SQL needs of Monaco: no code lenses, colours, rename or outline.
import 'monaco-editor/features/anchorSelect/register';
import 'monaco-editor/features/bracketMatching/register';
import 'monaco-editor/features/caretOperations/register';
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/codicon/register';
import 'monaco-editor/features/comment/register';
import 'monaco-editor/features/contextmenu/register';
import 'monaco-editor/features/cursorUndo/register';
import 'monaco-editor/features/diffEditor/register';
import 'monaco-editor/features/dnd/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/features/folding/register';
import 'monaco-editor/features/format/register';
import 'monaco-editor/features/gotoError/register';
import 'monaco-editor/features/gotoLine/register';
import 'monaco-editor/features/hover/register';
import 'monaco-editor/features/inPlaceReplace/register';
import 'monaco-editor/features/indentation/register';
import 'monaco-editor/features/lineSelection/register';
import 'monaco-editor/features/linesOperations/register';
import 'monaco-editor/features/longLinesHelper/register';
import 'monaco-editor/features/middleScroll/register';
import 'monaco-editor/features/multicursor/register';
import 'monaco-editor/features/placeholderText/register';
import 'monaco-editor/features/readOnlyMessage/register';
import 'monaco-editor/features/smartSelect/register';
// Its feature brings the list only along with inline suggestions.
import 'monaco-editor/editor/contrib/suggest/browser/suggestController';
import 'monaco-editor/features/toggleTabFocusMode/register';
import 'monaco-editor/features/tokenization/register';
import 'monaco-editor/features/unicodeHighlighter/register';
import 'monaco-editor/features/unusualLineTerminators/register';
import 'monaco-editor/features/wordHighlighter/register';
import 'monaco-editor/features/wordOperations/register';
import 'monaco-editor/features/wordPartOperations/register';
import { DUCKDB_SQL, DUCKDB_SURROUNDINGS, DUCKDB_TOKENS } from './duckdb-language.ts';
import type { Monaco } from './monaco-type.ts';
import { freeKeys } from './free-keys.ts';
import { registerCompletion } from './register-completion.ts';
import { registerHover } from './register-hover.ts';

/** What of Monaco this editor uses. */
export const monaco: Monaco = { editor, KeyCode, KeyMod, languages, MarkerSeverity, Range, Selection };

Object.assign(globalThis, {
  MonacoEnvironment: {
    getWorker: () => new Worker(new URL('./editor-worker.ts', import.meta.url), { type: 'module' }),
  },
});

languages.register({ id: DUCKDB_SQL, aliases: ['SQL'] });
languages.setLanguageConfiguration(DUCKDB_SQL, DUCKDB_SURROUNDINGS);
languages.setMonarchTokensProvider(DUCKDB_SQL, DUCKDB_TOKENS);
registerCompletion(monaco);
registerHover(monaco);
freeKeys(monaco);
