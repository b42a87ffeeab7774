import { Dialog as Base } from '@base-ui/react/dialog';
import { Command as Cmdk } from 'cmdk';
import { FileCode, SquareTerminal } from 'lucide-react';
import { type ReactElement, type ReactNode, useState } from 'react';
import { Icon } from '../../ui/icon.tsx';
import { Keys } from '../../ui/keys.tsx';
import { Monogram } from '../../ui/monogram.tsx';
import { useCommands } from '../../workspace/commands.ts';
import { focusEditor, openQuery } from '../../workspace/editor-actions.ts';
import { useInspector } from '../../workspace/inspector-store.ts';
import { useReveal } from '../../workspace/reveal-store.ts';
import { useShortcuts } from '../../workspace/shortcuts.ts';
import { useSources } from '../../workspace/sources-store.ts';
import { useTabs } from '../../workspace/tabs-store.ts';
import { KEYMAP } from '../keys/keymap.ts';
import { useLayout } from '../layout/layout-store.ts';
import { filterByWords } from './filter-by-words.ts';
import styles from './palette.module.css';
import { type Match, useMatches, useQueryNames } from './use-finds.ts';

/** One line of the palette. */
interface Choice {
  readonly id: string;
  readonly icon: ReactNode;
  readonly name: string;
  readonly detail: string | null;
  readonly keys: string | undefined;
  readonly disabled: boolean;
  readonly choose: () => void;
}

/** Commands, open tabs, saved queries and tables, found by what is typed. */
export function Palette({ onClose }: { onClose: () => void }): ReactElement {
  const [text, setText] = useState('');
  const [before] = useState(() => document.activeElement);
  const groups = [
    { title: 'Open tabs', choices: filtered(useTabChoices(), text) },
    { title: 'Commands', choices: filtered(useCommandChoices(), text) },
    { title: 'Saved queries', choices: filtered(useQueryChoices(), text) },
    { title: 'Tables and columns', choices: useTableChoices(text) },
  ].filter(({ choices }) => choices.length > 0);
  const choose = (choice: Choice): void => {
    onClose();
    // After the focus has gone back to where it came from: what is chosen may move it.
    setTimeout(choice.choose);
  };
  return (
    <Base.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Popup
          className={styles.popup}
          aria-label="Search and commands"
          finalFocus={() => (before instanceof HTMLElement ? before : true)}
        >
          <Cmdk label="Search and commands" shouldFilter={false} loop>
            <Cmdk.Input
              ref={focusAtOnce}
              className={styles.input}
              value={text}
              onValueChange={setText}
              placeholder="Search commands, tables and queries"
            />
            <div role="status">
              <Cmdk.Empty className={styles.nothing}>Nothing found for “{text}”.</Cmdk.Empty>
            </div>
            <Cmdk.List className={styles.list} label="What was found" hidden={groups.length === 0}>
              {groups.map(({ title, choices }) => (
                <Cmdk.Group key={title} heading={title}>
                  {choices.map((choice) => (
                    <PaletteRow key={choice.id} choice={choice} onChoose={() => choose(choice)} />
                  ))}
                </Cmdk.Group>
              ))}
            </Cmdk.List>
          </Cmdk>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** Within the key press that opens it, so that the next one is typed into it. */
function focusAtOnce(input: HTMLInputElement | null): void {
  input?.focus();
}

function PaletteRow({ choice, onChoose }: { choice: Choice; onChoose: () => void }): ReactElement {
  return (
    <Cmdk.Item className={styles.item} value={choice.id} disabled={choice.disabled} onSelect={onChoose}>
      <span className={styles.icon} aria-hidden="true">
        {choice.icon}
      </span>
      <span className={styles.name}>
        {choice.name}
        {choice.detail !== null && <span className={styles.detail}>{choice.detail}</span>}
      </span>
      {choice.keys !== undefined && <Keys keys={choice.keys} />}
    </Cmdk.Item>
  );
}

function filtered(choices: readonly Choice[], text: string): readonly Choice[] {
  return filterByWords(choices, text, ({ name, detail }) => `${name} ${detail ?? ''}`);
}

function useCommandChoices(): readonly Choice[] {
  const commands = useCommands((store) => store.commands);
  const shortcuts = useShortcuts((store) => store.shortcuts);
  return [...commands.values()]
    .filter(({ id }) => id !== 'app.palette')
    .map(({ id, title, group, run, enabled }) => ({
      id: `command ${id}`,
      icon: <Icon shape={SquareTerminal} />,
      name: title,
      detail: group,
      keys: shortcuts.get(id),
      disabled: enabled?.() === false,
      choose: () => void run(),
    }))
    .sort((a, b) => Number(a.disabled) - Number(b.disabled) || placeOf(a.id) - placeOf(b.id));
}

const ORDER = KEYMAP.map(({ command }) => `command ${command}`);

/** The place in the keymap; commands that have none come last. */
function placeOf(choice: string): number {
  const at = ORDER.indexOf(choice);
  return at === -1 ? ORDER.length : at;
}

function useTabChoices(): readonly Choice[] {
  const tabs = useTabs((store) => store.tabs);
  const active = useTabs((store) => store.active);
  return tabs
    .filter(({ id }) => id !== active)
    .map(({ id, title, sql }) => ({
      id: `tab ${id}`,
      icon: <Icon shape={FileCode} />,
      name: title,
      keys: undefined,
      disabled: false,
      detail: sql.trim().slice(0, 60),
      choose: () => {
        useTabs.getState().activate(id);
        focusEditor();
      },
    }));
}

function useQueryChoices(): readonly Choice[] {
  return useQueryNames().map((name) => ({
    id: `query ${name}`,
    icon: <Icon shape={FileCode} />,
    name,
    keys: undefined,
    disabled: false,
    detail: 'saved query',
    choose: () => void openQuery(name).then(focusEditor),
  }));
}

function useTableChoices(text: string): readonly Choice[] {
  const sources = useSources((store) => store.sources) ?? [];
  return useMatches(text).map((match) => {
    const source = sources.find(({ name }) => name === match.source);
    return {
      id: `match ${match.sql} ${match.column ?? ''}`,
      icon: <Monogram hue={source?.hue ?? null} letters={source?.monogram ?? match.source.slice(0, 2)} />,
      name: match.sql,
      detail: match.detail,
      keys: undefined,
      disabled: false,
      choose: () => revealMatch(match),
    };
  });
}

/** Shows a table or column in the tree and in the inspector. */
function revealMatch({ source, schema, table, column }: Match): void {
  useLayout.getState().show('sources');
  useReveal.getState().reveal({ source, table });
  useInspector
    .getState()
    .inspect(
      column === null
        ? { kind: 'table', source, schema, table }
        : { kind: 'column', source, schema, table, column },
    );
}
