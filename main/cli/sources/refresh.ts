import type { RefreshReport } from '../../contract/sources.ts';
import { refreshCatalog } from '../../services/sources/refresh-catalog.ts';
import { EXIT } from '../command.ts';
import { visibleText } from '../formats/visible-text.ts';
import { countText } from '../human.ts';
import type { ActionContext } from './action-context.ts';
import { print } from './print.ts';
import { withHost } from './with-host.ts';

/** `atoll sources refresh`: reads the catalog anew and tells what changed since the last refresh. */
export async function refreshSource(name: string, context: ActionContext): Promise<number> {
  const report = await withHost(context, (host) => refreshCatalog(host, name, context.signal));
  await print(report, () => refreshText(report), context);
  return EXIT.success;
}

function refreshText({ source, tables, compared, added, removed, changed, problems }: RefreshReport): string {
  const lines = [`${visibleText(source)}: ${countText(tables)} ${tables === 1 ? 'table' : 'tables'}`];
  for (const table of added) lines.push(`  + ${visibleText(table)}`);
  for (const table of removed) lines.push(`  - ${visibleText(table)}`);
  for (const { table, changes } of changed)
    lines.push(`  ~ ${visibleText(table)}`, ...changes.map((change) => `      ${visibleText(change)}`));
  for (const { table, message } of problems) lines.push(`  ! ${visibleText(table)}: ${visibleText(message)}`);
  if (!compared) lines.push('  first refresh: from now on changes are shown');
  else if (added.length + removed.length + changed.length === 0) lines.push('  nothing changed');
  return `${lines.join('\n')}\n`;
}
