/**
 * How much may go to the sources. `full`: whole subtrees; `scan`: projections and simple filters on one table,
 * as plain attaching does; `none`: projections alone.
 */
export type PushdownMode = 'full' | 'scan' | 'none';

export const PUSHDOWN_MODES: readonly PushdownMode[] = ['full', 'scan', 'none'];
