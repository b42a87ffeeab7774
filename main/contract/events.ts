import * as z from 'zod';
import { settingsShape, vaultState, workspaceSummary } from './api/app.ts';
import { runState } from './api/queries.ts';
import { exportState } from './api/results.ts';
import { health } from './api/sources.ts';
import { probeReport } from './sources.ts';

/** What the host tells the window without being asked. */
export const windowEvent = z.discriminatedUnion('kind', [
  /** A run as it is now; at most some ten a second for each. */
  z.strictObject({ kind: z.literal('run'), run: runState }),
  z.strictObject({
    kind: z.literal('probe-step'),
    probeId: z.uuid(),
    step: probeReport.shape.steps.unwrap().element,
  }),
  z.strictObject({ kind: z.literal('probe-ended'), probeId: z.uuid(), ok: z.boolean() }),
  z.strictObject({ kind: z.literal('export'), export: exportState }),
  /** The list of sources is another: ask for it. */
  z.strictObject({ kind: z.literal('sources') }),
  z.strictObject({ kind: z.literal('health'), source: z.string(), health }),
  /** A catalog was read anew. */
  z.strictObject({ kind: z.literal('catalog'), source: z.string() }),
  /** Files in `queries/` or `models/` changed. */
  z.strictObject({ kind: z.literal('queries') }),
  z.strictObject({ kind: z.literal('history') }),
  z.strictObject({ kind: z.literal('vault'), vault: vaultState }),
  z.strictObject({ kind: z.literal('workspace'), workspace: workspaceSummary.nullable() }),
  z.strictObject({ kind: z.literal('settings'), settings: settingsShape }),
  z.strictObject({
    kind: z.literal('notice'),
    level: z.enum(['info', 'warning', 'error']),
    source: z.string().nullable(),
    text: z.string(),
  }),
  /** Events were lost to this window: everything it knows must be asked for anew. */
  z.strictObject({ kind: z.literal('reset') }),
]);

export type WindowEvent = z.infer<typeof windowEvent>;
export type EventOf<K extends WindowEvent['kind']> = Extract<WindowEvent, { readonly kind: K }>;
