import type { Monaco } from './monaco-type.ts';

/** Gives back the keys that mean something else in the whole window: run, cancel, palette, close a tab. */
export function freeKeys(monaco: Monaco): void {
  const { KeyCode, KeyMod } = monaco;
  const keys = [
    KeyMod.CtrlCmd | KeyCode.Enter,
    KeyMod.CtrlCmd | KeyMod.Shift | KeyCode.Enter,
    KeyMod.CtrlCmd | KeyCode.F2,
    KeyMod.CtrlCmd | KeyMod.Shift | KeyCode.KeyK,
    KeyMod.CtrlCmd | KeyMod.Shift | KeyCode.KeyF,
    KeyMod.Shift | KeyMod.Alt | KeyCode.KeyF,
    KeyCode.F1,
  ];
  monaco.editor.addKeybindingRules(keys.map((keybinding) => ({ keybinding, command: null })));
}
