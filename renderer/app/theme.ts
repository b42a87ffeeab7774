import type { Settings } from '../../main/contract/api/app.ts';

/** Paints the page in a theme; `system` follows the system's. */
export function applyTheme(theme: Settings['theme']): void {
  const { dataset } = document.documentElement;
  if (theme === 'system') delete dataset['theme'];
  else dataset['theme'] = theme;
}

/** The theme after this one, for the command that changes it. */
export function nextTheme(theme: Settings['theme']): Settings['theme'] {
  const shown =
    theme === 'system' ? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light') : theme;
  return shown === 'dark' ? 'light' : 'dark';
}
