import { describe, expect, it } from 'vitest';
import { isPressed, type KeyPress, keysText } from './key-combination.ts';
import { KEYMAP, type KeyContext, keysOf } from './keymap.ts';

const SHELLS = ['browser', 'desktop'] as const;
const CONTEXTS: readonly KeyContext[] = ['window', 'editor', 'results', 'sources'];

function press(key: string, more: Partial<KeyPress> = {}): KeyPress {
  return { key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more };
}

describe('keymap', () => {
  it.each(SHELLS)('gives no keys to two commands in one context (%s)', (shell) => {
    for (const context of CONTEXTS) {
      const inForce = KEYMAP.filter((one) => one.context === context || one.context === 'window');
      const taken = inForce.flatMap((one) => keysOf(one, shell));
      expect(taken.filter((keys, at) => taken.indexOf(keys) !== at)).toEqual([]);
    }
  });

  it('has each command once, with a title that begins with a capital letter, and a group', () => {
    const ids = KEYMAP.map(({ command }) => command);
    expect(new Set(ids).size).toBe(ids.length);
    expect(KEYMAP.filter(({ title }) => !/^\p{Lu}/u.test(title))).toEqual([]);
    expect(KEYMAP.filter(({ group }) => group === '')).toEqual([]);
  });

  it('leaves to browsers the keys that they keep for themselves', () => {
    const kept = new Set(['Mod+T', 'Mod+W', 'Mod+N', 'Mod+Shift+T', 'Mod+Shift+N', 'Mod+Shift+W', 'Mod+Tab']);
    const used = KEYMAP.flatMap((one) => keysOf(one, 'browser')).filter((keys) => kept.has(keys));
    expect(used).toEqual([]);
  });

  it.each([
    ['Mod+Enter', press('Enter', { ctrlKey: true }), false, true],
    ['Mod+Enter', press('Enter', { metaKey: true }), false, false],
    ['Mod+Enter', press('Enter', { metaKey: true }), true, true],
    ['Mod+Enter', press('Enter', { ctrlKey: true, shiftKey: true }), false, false],
    ['Aux+1', press('¡', { code: 'Digit1', altKey: true, ctrlKey: true }), true, true],
    ['Aux+1', press('1', { code: 'Digit1', altKey: true }), false, true],
    ['Shift+Alt+F', press('Ï', { code: 'KeyF', altKey: true, shiftKey: true }), true, true],
    ['?', press('?', { shiftKey: true }), false, true],
    ['Mod+,', press(',', { ctrlKey: true }), false, true],
    ['F1', press('F1'), false, true],
    ['Mod+K', press('K', { ctrlKey: true }), false, true],
  ])('%s for %j (mac: %s) is %s', (keys, event, isMac, matches) => {
    expect(isPressed(keys, event, isMac)).toBe(matches);
  });

  it('writes keys as each platform does', () => {
    expect(keysText('Mod+Shift+Enter', false)).toBe('Ctrl+Shift+Enter');
    expect(keysText('Mod+Shift+Enter', true)).toBe('⌘+⇧+↩');
    expect(keysText('Aux+N', true)).toBe('⌃+⌥+N');
  });
});
