import { readToken } from '../../../ui/read-token.ts';
import type { Monaco } from './monaco-type.ts';

const THEME = 'atoll';

/** Colours of the editor by tokens, see tokens.css. */
const COLOURS = {
  'editor.background': '--surface',
  'editor.foreground': '--text',
  'editorLineNumber.foreground': '--text-secondary',
  'editorLineNumber.dimmedForeground': '--text-secondary',
  'editorLineNumber.activeForeground': '--text',
  'editor.lineHighlightBackground': '--surface-hover',
  'editor.lineHighlightBorder': '--surface',
  'editor.selectionBackground': '--surface-selected',
  'editor.inactiveSelectionBackground': '--surface-selected-quiet',
  'editor.wordHighlightBackground': '--surface-hover',
  'editor.wordHighlightStrongBackground': '--surface-hover',
  'editor.findMatchBackground': '--warning-soft',
  'editor.findMatchHighlightBackground': '--warning-soft',
  'editorCursor.foreground': '--text',
  'editorBracketMatch.background': '--surface-pressed',
  'editorBracketMatch.border': '--line-strong',
  // Brackets are no rainbow: hues mean sources.
  'editorBracketHighlight.foreground1': '--text-secondary',
  'editorBracketHighlight.foreground2': '--text-secondary',
  'editorBracketHighlight.foreground3': '--text-secondary',
  'editorBracketHighlight.foreground4': '--text-secondary',
  'editorBracketHighlight.foreground5': '--text-secondary',
  'editorBracketHighlight.foreground6': '--text-secondary',
  'editorBracketHighlight.unexpectedBracket.foreground': '--error',
  'editorIndentGuide.background1': '--line',
  'editorWhitespace.foreground': '--line-strong',
  'editorError.foreground': '--error',
  'editorWarning.foreground': '--warning',
  'editorWidget.background': '--surface-floating',
  'editorWidget.foreground': '--text',
  'editorWidget.border': '--line',
  'editorSuggestWidget.background': '--surface-floating',
  'editorSuggestWidget.foreground': '--text',
  'editorSuggestWidget.border': '--line',
  'editorSuggestWidget.selectedBackground': '--surface-selected',
  'editorSuggestWidget.selectedForeground': '--text',
  'editorSuggestWidget.selectedIconForeground': '--text',
  'editorSuggestWidget.highlightForeground': '--accent-text',
  'editorSuggestWidget.focusHighlightForeground': '--accent-text',
  'editorHoverWidget.background': '--surface-floating',
  'editorHoverWidget.foreground': '--text',
  'editorHoverWidget.border': '--line',
  'list.hoverBackground': '--surface-hover',
  'menu.background': '--surface-floating',
  'menu.foreground': '--text',
  'menu.border': '--line',
  'menu.selectionBackground': '--surface-selected',
  'menu.selectionForeground': '--text',
  'menu.separatorBackground': '--line',
  'input.background': '--surface',
  'input.foreground': '--text',
  'input.border': '--line-strong',
  'input.placeholderForeground': '--text-secondary',
  'inputOption.activeBorder': '--accent',
  'inputOption.activeBackground': '--surface-pressed',
  'inputOption.activeForeground': '--text',
  'icon.foreground': '--text-secondary',
  focusBorder: '--focus',
  'scrollbarSlider.background': '--surface-pressed',
  'scrollbarSlider.hoverBackground': '--surface-pressed',
  'scrollbarSlider.activeBackground': '--surface-pressed',
  'widget.shadow': '--backdrop',
  'diffEditor.insertedTextBackground': '--success-soft',
  'diffEditor.removedTextBackground': '--error-soft',
  'diffEditor.insertedLineBackground': '--success-soft',
  'diffEditor.removedLineBackground': '--error-soft',
  'diffEditor.border': '--line',
} as const;

const TOKENS = [
  { token: '', foreground: '--text' },
  { token: 'keyword', foreground: '--accent-text', fontStyle: 'bold' },
  { token: 'predefined', foreground: '--hue-5-text' },
  { token: 'type', foreground: '--hue-7-text' },
  { token: 'constant', foreground: '--hue-5-text' },
  { token: 'string', foreground: '--success-text' },
  { token: 'string.escape', foreground: '--warning-text' },
  { token: 'number', foreground: '--hue-1-text' },
  { token: 'variable', foreground: '--hue-6-text', fontStyle: 'bold' },
  { token: 'comment', foreground: '--text-secondary', fontStyle: 'italic' },
  { token: 'identifier', foreground: '--text' },
  { token: 'identifier.quote', foreground: '--text' },
  { token: 'operator', foreground: '--text-secondary' },
  { token: 'delimiter', foreground: '--text-secondary' },
] as const;

/** Gives Monaco the colours of the window, now and whenever its theme changes; returns how to stop. */
export function followTheme(monaco: Monaco): () => void {
  const apply = (): void => {
    const colours = Object.entries(COLOURS).map(([name, token]) => [name, hexOf(token)] as const);
    monaco.editor.defineTheme(THEME, {
      base: isDark(hexOf('--surface')) ? 'vs-dark' : 'vs',
      inherit: true,
      colors: Object.fromEntries(colours),
      rules: TOKENS.map((rule) => ({ ...rule, foreground: hexOf(rule.foreground).slice(1, 7) })),
    });
    monaco.editor.setTheme(THEME);
  };
  apply();
  const scheme = matchMedia('(prefers-color-scheme: dark)');
  scheme.addEventListener('change', apply);
  const observer = new MutationObserver(apply);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  observer.observe(document.body, { attributes: true, attributeFilter: ['data-theme'] });
  return () => {
    scheme.removeEventListener('change', apply);
    observer.disconnect();
  };
}

/** A colour as Monaco takes it, `#rrggbbaa`. */
function hexOf(token: `--${string}`): string {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (readToken(token).match(/[\d.]+/g) ?? []).map(Number);
  const parts = [red, green, blue, alpha * 255].map((part) => Math.round(part).toString(16).padStart(2, '0'));
  return `#${parts.join('')}`;
}

function isDark(hex: string): boolean {
  const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return channels.reduce((sum, part) => sum + part, 0) < 3 * 128;
}
