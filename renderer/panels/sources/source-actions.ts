import type { TableEntry, WindowSource } from '../../../main/contract/api/sources.ts';
import type { RefreshReport } from '../../../main/contract/sources.ts';
import { call } from '../../rpc/call.ts';
import { errorReportOf } from '../../rpc/rpc-error.ts';
import { useApp } from '../../workspace/app-store.ts';
import { openText } from '../../workspace/editor-actions.ts';
import { useNotices } from '../../workspace/notices-store.ts';
import { useSources } from '../../workspace/sources-store.ts';
import { useCatalogs } from './catalogs-store.ts';
import { useTree } from './tree-store.ts';

const PREVIEW_ROWS = 1000;

/** Opens a tab with the first rows of a table. */
export function preview(table: TableEntry): void {
  const rows = useApp.getState().settings?.pageRows ?? PREVIEW_ROWS;
  openText(`SELECT * FROM ${table.sql} LIMIT ${rows}`, table.name, true);
}

/** Does something to a source, then asks for the list anew; a failure becomes a notice. */
export async function change(source: string, act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    const { message, hint } = errorReportOf(error);
    const text = hint === null ? message : `${message} ${hint}`;
    useNotices.getState().tell({ level: 'error', source, text });
  }
  await useSources.getState().load();
}

/** Moves a source up or down by that many places. */
export async function shift(name: string, by: number): Promise<void> {
  const names = useSources.getState().sources?.map((source) => source.name) ?? [];
  await moveTo(name, names.indexOf(name) + by);
}

/** Moves a source to that place, counted from 0; outside of the list nothing happens. */
export async function moveTo(name: string, to: number): Promise<void> {
  const names = useSources.getState().sources?.map((source) => source.name) ?? [];
  if (to < 0 || to >= names.length) return;
  const moved = names.filter((one) => one !== name).toSpliced(to, 0, name);
  await change(name, () => call('sources', 'reorder', { names: moved }));
}

/** Reads the catalog anew and shows what is different. */
export async function refresh(source: string): Promise<void> {
  const { setRefreshing, ask } = useTree.getState();
  setRefreshing(source, true);
  await change(source, async () => {
    const report = await call('sources', 'refresh', { name: source });
    useCatalogs.getState().forgetColumns(source);
    await useCatalogs.getState().loadTables(source);
    if (isDifferent(report)) ask({ kind: 'drift', report });
    else {
      const tables = report.tables === 1 ? '1 table' : `${report.tables.toLocaleString()} tables`;
      const text = report.compared ? `Nothing has changed: ${tables}.` : `The catalog was read: ${tables}.`;
      useNotices.getState().tell({ level: 'info', source, text });
    }
  });
  setRefreshing(source, false);
}

/** Whether a catalog that was read anew is another than before. */
export function isDifferent({ added, removed, changed }: RefreshReport): boolean {
  return added.length + removed.length + changed.length > 0;
}

/** Refuses queries on the source, or allows them again. */
export async function setKilled(source: WindowSource, killed: boolean): Promise<void> {
  const { name } = source;
  await change(name, () =>
    killed ? call('sources', 'kill', { name }) : call('sources', 'revive', { name }),
  );
}
