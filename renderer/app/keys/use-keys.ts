import { useEffect } from 'react';
import { useCommands } from '../../workspace/commands.ts';
import { closeSide } from '../layout/close-side.ts';
import { useLayout } from '../layout/layout-store.ts';
import { isPressed } from './key-combination.ts';
import { type Binding, KEYMAP, keysOf } from './keymap.ts';

const TEXT_INPUTS = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true]';
const FLOATING = '[role=dialog], [role=menu], [role=listbox]';

/**
 * Runs commands by their keys. Keys that count even in a text editor are taken on their way in, the others on their way
 * out, when nobody else has used them.
 */
export function useKeys(shell: 'browser' | 'desktop', isMac: boolean): void {
  useEffect(() => {
    const handle = (event: KeyboardEvent, onWayIn: boolean): void => {
      if (event.defaultPrevented || event.isComposing || closesFloatingSide(event, onWayIn)) return;
      const binding = KEYMAP.find(
        (one) =>
          isInForce(one, event.target) &&
          keysOf(one, shell).some(
            (keys) => takenOnWayIn(one, keys) === onWayIn && isPressed(keys, event, isMac),
          ) &&
          mayInterrupt(event),
      );
      if (binding === undefined || !isEnabled(binding.command)) return;
      event.preventDefault();
      event.stopPropagation();
      void useCommands.getState().commands.get(binding.command)?.run();
    };
    const wayIn = (event: KeyboardEvent): void => handle(event, true);
    const wayOut = (event: KeyboardEvent): void => handle(event, false);
    addEventListener('keydown', wayIn, { capture: true });
    addEventListener('keydown', wayOut);
    return () => {
      removeEventListener('keydown', wayIn, { capture: true });
      removeEventListener('keydown', wayOut);
    };
  }, [shell, isMac]);
}

/** Keys that type, and Esc, are first offered to what has the focus. */
function takenOnWayIn({ overEditor }: Binding, keys: string): boolean {
  return overEditor === true && keys !== 'Escape' && [...keys].length > 1;
}

function isInForce({ context }: Binding, target: EventTarget | null): boolean {
  if (context === 'window') return true;
  return target instanceof Element && target.closest(`[data-region="${context}"]`) !== null;
}

/** Plain keys are left to text fields, and nothing of the window goes on behind a dialog or an open menu. */
function mayInterrupt(event: KeyboardEvent): boolean {
  const { target } = event;
  if (!(target instanceof Element)) return true;
  if (target.closest(FLOATING) !== null || document.querySelector('[role=dialog]') !== null) return false;
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !/^F\d/.test(event.key);
  return !isPlain || (target.closest(TEXT_INPUTS) === null && target.closest('.monaco-editor') === null);
}

function isEnabled(id: string): boolean {
  const command = useCommands.getState().commands.get(id);
  return command !== undefined && command.enabled?.() !== false;
}

function closesFloatingSide(event: KeyboardEvent, onWayIn: boolean): boolean {
  const { floating } = useLayout.getState();
  const target = event.target instanceof Element ? event.target : null;
  if (onWayIn || event.key !== 'Escape' || floating === null) return false;
  if (target !== null && target.closest(FLOATING) !== null) return false;
  event.preventDefault();
  closeSide(floating);
  return true;
}
