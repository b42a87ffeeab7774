/** What of a keyboard event says which keys are down. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

interface Combination {
  readonly key: string;
  readonly ctrl: boolean;
  readonly meta: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
}

/** Reads keys such as `Mod+Shift+F` for a platform. */
function parse(keys: string, isMac: boolean): Combination {
  const parts = keys.split('+');
  const has = (name: string): boolean => parts.includes(name);
  return {
    key: parts.at(-1) ?? '',
    ctrl: isMac ? has('Ctrl') || has('Aux') : has('Ctrl') || has('Mod'),
    meta: isMac && has('Mod'),
    alt: has('Alt') || has('Aux'),
    shift: has('Shift'),
  };
}

/**
 * Whether those keys are down. With Alt, letters and digits count by their place on the keyboard: Option types others.
 * A sign such as `?` counts however it is typed.
 */
export function isPressed(keys: string, press: KeyPress, isMac: boolean): boolean {
  const wanted = parse(keys, isMac);
  const isSign = /^[^\p{L}\p{N}]$/u.test(wanted.key);
  return (
    wanted.ctrl === press.ctrlKey &&
    wanted.meta === press.metaKey &&
    wanted.alt === press.altKey &&
    (isSign || wanted.shift === press.shiftKey) &&
    (wanted.alt && /^[A-Z0-9]$/.test(wanted.key)
      ? press.code === codeOf(wanted.key)
      : press.key.toLowerCase() === wanted.key.toLowerCase())
  );
}

function codeOf(key: string): string {
  return /\d/.test(key) ? `Digit${key}` : `Key${key}`;
}

const MAC_NAMES: Readonly<Record<string, string>> = {
  Mod: '⌘',
  Aux: '⌃+⌥',
  Ctrl: '⌃',
  Alt: '⌥',
  Shift: '⇧',
  Enter: '↩',
  Escape: 'Esc',
};

const OTHER_NAMES: Readonly<Record<string, string>> = { Mod: 'Ctrl', Aux: 'Alt', Escape: 'Esc' };

/** Keys as a user reads them: `Ctrl+Enter`, on macOS `⌘+↩`. */
export function keysText(keys: string, isMac: boolean): string {
  const names = isMac ? MAC_NAMES : OTHER_NAMES;
  return keys
    .split('+')
    .map((part) => names[part] ?? part)
    .join('+');
}
