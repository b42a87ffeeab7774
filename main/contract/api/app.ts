import * as z from 'zod';
import { method } from './method.ts';
import { count, moment, nothing } from './shapes.ts';

/** The open workspace. */
export const workspaceSummary = z.strictObject({
  dir: z.string().describe('Absolute.'),
  name: z.string().describe("The folder's name."),
  isDemo: z.boolean(),
});

export type WorkspaceSummary = z.infer<typeof workspaceSummary>;

/** What keeps the passwords of this session. */
export const vaultState = z.strictObject({
  store: z
    .enum(['keychain', 'file', 'memory'])
    .describe(
      'keychain: the one of the system. file: encrypted with a passphrase. memory: until the program ends.',
    ),
  locked: z.boolean().describe('The file needs its passphrase.'),
  hasFile: z.boolean().describe('There is an encrypted file from earlier.'),
  keychainProblem: z
    .string()
    .nullable()
    .describe('Why the keychain of the system cannot be used; null where it can.'),
});

export type VaultState = z.infer<typeof vaultState>;

export const appState = z.strictObject({
  version: z.string(),
  shell: z.enum(['browser', 'desktop']),
  platform: z.enum(['linux', 'darwin', 'win32']),
  workspace: workspaceSummary.nullable(),
  vault: vaultState,
  event: count.describe('The number of the last event: those after it are still to come.'),
});

export type AppState = z.infer<typeof appState>;

export const app = {
  state: method(nothing, appState),
};

const recentWorkspace = z.strictObject({
  dir: z.string(),
  name: z.string(),
  openedAt: moment,
  exists: z.boolean(),
});

export const workspaces = {
  /** Newest first, and where a new one would go. */
  recent: method(
    nothing,
    z.strictObject({ workspaces: z.array(recentWorkspace), suggestedParent: z.string() }),
  ),
  /** Makes the folder and an empty `atoll.yaml`, and opens it. */
  create: method(z.strictObject({ parent: z.string(), name: z.string().min(1) }), workspaceSummary),
  open: method(z.strictObject({ dir: z.string() }), workspaceSummary),
  /** Opens the user's own copy of the demo, made if it is not there. */
  openDemo: method(nothing, workspaceSummary),
  close: method(nothing, nothing),
  /** Takes a workspace from the list of recent ones; its files stay. */
  forget: method(z.strictObject({ dir: z.string() }), nothing),
};

export const vault = {
  state: method(nothing, vaultState),
  /** Keeps a password. It never comes back: there is no method that reads one. */
  set: method(z.strictObject({ source: z.string(), secret: z.string() }), nothing),
  forget: method(z.strictObject({ source: z.string() }), nothing),
  /** Where there is no keychain: what to use instead. */
  choose: method(
    z.discriminatedUnion('store', [
      z.strictObject({ store: z.literal('memory') }),
      z.strictObject({ store: z.literal('file'), passphrase: z.string().min(1) }),
      z.strictObject({ store: z.literal('keychain') }),
    ]),
    vaultState,
  ),
};

/** What the user sets for every workspace. */
export const settingsShape = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  locale: z.string().nullable().describe('BCP 47, for figures and dates; null for that of the browser.'),
  editorFontSize: z.int().min(9).max(32),
  tabMovesFocus: z.boolean().describe('Tab leaves the editor instead of indenting.'),
  pageRows: z.int().min(100).max(100_000).describe('Rows that a preview of a table asks for.'),
});

export type Settings = z.infer<typeof settingsShape>;

export const settings = {
  get: method(nothing, settingsShape),
  set: method(settingsShape.partial(), settingsShape),
};
