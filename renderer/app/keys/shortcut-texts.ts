import { keysText } from './key-combination.ts';
import { KEYMAP, keysOf } from './keymap.ts';

/** The first keys of each command as a user reads them. */
export function shortcutTexts(shell: 'browser' | 'desktop', isMac: boolean): ReadonlyMap<string, string> {
  return new Map(
    KEYMAP.flatMap((binding) => {
      const [first] = keysOf(binding, shell);
      return first === undefined ? [] : [[binding.command, keysText(first, isMac)] as const];
    }),
  );
}
