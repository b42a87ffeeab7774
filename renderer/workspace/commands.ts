import { create } from 'zustand';

/** Something that the user can do, by key, palette, menu or button: always through this. */
export interface Command {
  /** Such as `query.run`; its keys stand in the keymap under it. */
  readonly id: string;
  /** As the palette shows it: a verb first, sentence case. */
  readonly title: string;
  /** Groups the palette and the help, such as `Query`. */
  readonly group: string;
  readonly run: () => void | Promise<void>;
  /** False while it makes no sense: then it is shown greyed and its key does nothing. */
  readonly enabled?: () => boolean;
}

interface CommandsStore {
  readonly commands: ReadonlyMap<string, Command>;
  /** Makes commands known; returns how to take them back. The last one of an id counts. */
  readonly register: (commands: readonly Command[]) => () => void;
}

/** The commands of all panels that are there. */
export const useCommands = create<CommandsStore>((set) => ({
  commands: new Map(),
  register: (added) => {
    set(({ commands }) => ({
      commands: new Map([...commands, ...added.map((one) => [one.id, one] as const)]),
    }));
    return () =>
      set(({ commands }) => ({
        commands: new Map([...commands].filter(([, command]) => !added.includes(command))),
      }));
  },
}));

/** Runs a command; nothing happens where it is not there or not enabled now. */
export function runCommand(id: string): void {
  const command = useCommands.getState().commands.get(id);
  if (command !== undefined && command.enabled?.() !== false) void command.run();
}
