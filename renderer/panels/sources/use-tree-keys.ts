import { type KeyboardEvent, useRef } from 'react';
import { runTreeCommand } from './run-tree-command.ts';
import { treeCommand, typeAhead } from './tree-keys.ts';
import type { TreeRow } from './tree-row.ts';

/** Letters typed within this belong to one name. */
const TYPING_MS = 700;

/** What the tree does with a key; `at` is the active row, `pageRows` tells how many fit into view. */
export function useTreeKeys(
  rows: readonly TreeRow[],
  at: number,
  pageRows: () => number,
): (event: KeyboardEvent) => void {
  const typed = useRef({ text: '', until: 0 });
  return (event) => {
    const row = rows[at];
    if (row === undefined || event.ctrlKey || event.metaKey) return;
    const command = treeCommand(rows, at, { key: event.key, alt: event.altKey, page: pageRows() });
    if (command !== null) {
      event.preventDefault();
      return runTreeCommand(command, rows, row);
    }
    if (event.key.length !== 1 || event.key === ' ' || event.altKey) return;
    const text = (event.timeStamp < typed.current.until ? typed.current.text : '') + event.key.toLowerCase();
    typed.current = { text, until: event.timeStamp + TYPING_MS };
    const to = typeAhead(rows, at, text);
    if (to !== null) runTreeCommand({ kind: 'go', to }, rows, row);
  };
}
