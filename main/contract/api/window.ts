import * as z from 'zod';
import { method } from './method.ts';
import { count, nothing, parameterValues } from './shapes.ts';

/** An open tab of the editor. Its text is here even where it was never saved. */
export const editorTab = z.strictObject({
  id: z.string(),
  title: z.string(),
  query: z.string().nullable().describe('The saved query that it shows; null for one that has no name yet.'),
  base: z.string().nullable().describe('The version of the file that the text began from.'),
  sql: z.string(),
  dirty: z.boolean(),
  cursor: count,
  parameters: parameterValues,
  results: z.array(z.strictObject({ runId: z.string(), pinned: z.boolean() })),
  shown: z.string().nullable().describe('The run whose result is in front.'),
});
export type EditorTab = z.infer<typeof editorTab>;

/** What a window remembers of a workspace, kept in `.atoll/window.json` while somebody works. */
export const windowState = z.strictObject({
  version: z.literal(1),
  tabs: z.array(editorTab),
  active: z.string().nullable(),
  layout: z.json().describe('The docked panels as the layout library gives them.'),
  panels: z.record(z.string(), z.json()).describe('What each panel remembers, by its id.'),
});
export type WindowState = z.infer<typeof windowState>;

/** Which tabs, by their ids, a window has to do with. */
export const ownTabs = z.strictObject({
  known: z.array(z.string()).describe('All that it has or had: the missing ones were closed in it.'),
  changed: z.array(z.string()).describe('Those that it made or changed since it loaded or saved them.'),
});
export type OwnTabs = z.infer<typeof ownTabs>;

export const window = {
  /** Null where nothing was saved, or what was saved can't be read. */
  load: method(nothing, z.strictObject({ state: windowState.nullable() })),
  /**
   * `workspace` is the folder that the state belongs to: nothing is saved where another one is open by now. `mine` is for
   * windows side by side: what others saved meanwhile stays, where this one knows nothing of it or changed nothing.
   */
  save: method(
    z.strictObject({ state: windowState, workspace: z.string().optional(), mine: ownTabs.optional() }),
    nothing,
  ),
};
