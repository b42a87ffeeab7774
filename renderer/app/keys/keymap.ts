/** Where keys of a command count: everywhere, or only while the focus is in that panel. */
export type KeyContext = 'window' | 'editor' | 'results' | 'sources';

/** A command, and the keys that run it. */
export interface Binding {
  readonly command: string;
  readonly title: string;
  readonly group: string;
  /**
   * Such as `Mod+Shift+F`, the first one shown. `Mod` is Cmd on macOS and Ctrl elsewhere; `Aux` is Ctrl+Option on
   * macOS, where Option alone types letters, and Alt elsewhere.
   */
  readonly keys: readonly string[];
  /** In place of `keys` where the page runs in a browser, which keeps some keys for itself. */
  readonly browserKeys?: readonly string[];
  readonly context: KeyContext;
  /** Taken even from a text editor that has the focus and a meaning of its own for it. */
  readonly overEditor?: true;
}

type Keys = readonly string[];
type More = Pick<Binding, 'browserKeys' | 'overEditor'> & { readonly context?: KeyContext };

function bind(command: string, group: string, title: string, keys: Keys = [], more: More = {}): Binding {
  return { command, title, group, keys, ...more, context: more.context ?? 'window' };
}

const OVER = { overEditor: true } as const;

/** Every command of the window with its keys: the palette, the help, tooltips and menus read this one table. */
export const KEYMAP: readonly Binding[] = [
  bind('query.run', 'Query', 'Run statement', ['Mod+Enter'], OVER),
  bind('query.run-selection', 'Query', 'Run selection', ['Mod+Shift+Enter'], OVER),
  bind('query.run-all', 'Query', 'Run all statements', ['Aux+Enter'], OVER),
  bind('query.cancel', 'Query', 'Cancel run', ['Mod+F2', 'Escape'], OVER),
  bind('query.explain', 'Query', 'Show what would go where', ['Mod+Shift+E'], OVER),
  bind('query.format', 'Query', 'Format text', ['Mod+Shift+F', 'Shift+Alt+F'], {
    context: 'editor',
    ...OVER,
  }),
  bind('query.new', 'Query', 'New query', ['Mod+T'], { browserKeys: ['Aux+N'], ...OVER }),
  bind('query.save', 'Query', 'Save query', ['Mod+S'], OVER),
  bind('query.close', 'Query', 'Close tab', ['Mod+W'], { browserKeys: ['Aux+W'], ...OVER }),
  bind('query.next-tab', 'Query', 'Next tab', ['Mod+PageDown'], { browserKeys: ['Aux+PageDown'], ...OVER }),
  bind('query.previous-tab', 'Query', 'Previous tab', ['Mod+PageUp'], {
    browserKeys: ['Aux+PageUp'],
    ...OVER,
  }),
  bind('results.export', 'Results', 'Export result', ['Mod+Shift+S'], OVER),
  bind('results.find', 'Results', 'Find in result', ['Mod+F'], { context: 'results' }),
  bind('results.copy', 'Results', 'Copy cells', ['Mod+C'], { context: 'results' }),
  bind('results.pin', 'Results', 'Pin result', ['Aux+P'], OVER),
  bind('sources.add', 'Sources', 'Add source', ['Aux+A'], OVER),
  bind('sources.refresh', 'Sources', 'Refresh catalog', ['Aux+R'], OVER),
  bind('view.sources', 'View', 'Show sources', ['Aux+1'], OVER),
  bind('view.queries', 'View', 'Show saved queries', ['Aux+2'], OVER),
  bind('view.history', 'View', 'Show history', ['Aux+3'], OVER),
  bind('view.editor', 'View', 'Go to the editor', ['Aux+0'], OVER),
  bind('view.results', 'View', 'Show results', ['Aux+4'], OVER),
  bind('view.went', 'View', 'Show what went where', ['Aux+5'], OVER),
  bind('view.plan', 'View', 'Show plan', ['Aux+6'], OVER),
  bind('view.inspector', 'View', 'Show inspector', ['Aux+7'], OVER),
  bind('view.exports', 'View', 'Show exports', ['Aux+8'], OVER),
  bind('view.theme', 'View', 'Change theme'),
  bind('view.reset-layout', 'View', 'Reset layout'),
  bind('view.next-panel', 'View', 'Go to next panel', ['F6'], OVER),
  bind('view.previous-panel', 'View', 'Go to previous panel', ['Shift+F6'], OVER),
  bind('workspace.open', 'Workspace', 'Open workspace', ['Mod+O'], OVER),
  bind('workspace.create', 'Workspace', 'Create workspace'),
  bind('workspace.demo', 'Workspace', 'Open demo'),
  bind('workspace.close', 'Workspace', 'Close workspace'),
  bind('app.palette', 'Atoll', 'Search and commands', ['Mod+K'], OVER),
  bind('app.help', 'Atoll', 'Keys and help', ['F1', '?'], OVER),
  bind('app.settings', 'Atoll', 'Settings', ['Mod+,'], OVER),
];

/** The keys of a binding as the page runs now. */
export function keysOf({ keys, browserKeys }: Binding, shell: 'browser' | 'desktop'): Keys {
  return shell === 'browser' ? (browserKeys ?? keys) : keys;
}
