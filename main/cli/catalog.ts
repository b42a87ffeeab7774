import { AtollError } from '../../engine/errors/atoll-error.ts';
import type { CatalogReport } from '../contract/catalog.ts';
import { openHost } from '../host/open-host.ts';
import { catalogsOf } from '../services/catalogs/catalog-report.ts';
import { nearestName } from '../services/nearest-name.ts';
import { findSource } from '../services/sources/find-source.ts';
import { type OptionTable, parseArguments, reportFormat, usage } from './arguments.ts';
import { catalogText } from './catalog-text.ts';
import { type Command, type CommandContext, EXIT } from './command.ts';
import { CATALOG_HELP } from './help/catalog-help.ts';
import { write } from './output.ts';
import { Progress } from './progress.ts';
import { reportError } from './report-error.ts';
import { checkRole, workspaceOf } from './workspace-option.ts';

const OPTIONS = { as: { type: 'string' }, format: { type: 'string' } } as const satisfies OptionTable;

/** `atoll catalog`. */
export const catalogCommand: Command = {
  name: 'catalog',
  summary: 'list tables and columns of all sources, of one, or of one table',
  help: CATALOG_HELP,
  run: runCatalog,
};

async function runCatalog(args: readonly string[], context: CommandContext): Promise<number> {
  const parsed = parseArguments('catalog', args, OPTIONS);
  const format = reportFormat(parsed, 'catalog');
  const [wanted, ...more] = parsed.positionals;
  if (more.length > 0) throw usage('catalog takes one SOURCE or SOURCE.TABLE.', 'catalog');
  const workspaceDir = workspaceOf(parsed, context.cwd);
  const progress = context.watched ? new Progress(context.stderr) : null;
  try {
    checkRole(parsed, workspaceDir, context);
    const report = await readCatalog(workspaceDir, wanted, context.signal, progress);
    progress?.erase();
    const text =
      format === 'json'
        ? `${JSON.stringify(report, null, 2)}\n`
        : catalogText(report, wanted?.includes('.') === true);
    await write(context.stdout, text);
    return report.sources.some(({ error }) => error !== null) ? EXIT.failed : EXIT.success;
  } catch (error) {
    progress?.erase();
    return await reportError(error, { json: format === 'json', query: null, workspaceDir }, context);
  }
}

async function readCatalog(
  workspaceDir: string,
  wanted: string | undefined,
  signal: AbortSignal,
  progress: Progress | null,
): Promise<CatalogReport> {
  const onNotice = (source: string, text: string): void => progress?.notice(source, text);
  const host = await openHost(workspaceDir, { onNotice, warm: 0 });
  try {
    const { sources, models } = host.workspace;
    if (wanted === undefined) {
      return {
        sources: await catalogsOf(sources, host.catalogs, signal),
        models: [...models.values()].map(({ name, file }) => ({ name, file })),
      };
    }
    const [name = '', ...path] = wanted.split('.');
    const found = await catalogsOf([findSource(sources, name)], host.catalogs, signal);
    return { sources: path.length === 0 ? found : found.map((one) => tablesNamed(one, path)), models: [] };
  } finally {
    await host.close();
  }
}

type SourceReport = CatalogReport['sources'][number];

/** Only the table, which may be named with its schema. Throws `sql-unknown-table`. */
function tablesNamed(source: SourceReport, path: readonly string[]): SourceReport {
  if (source.error !== null) return source;
  const wanted = path.join('.').toLowerCase();
  const tables = source.tables.filter(({ schema, table }) =>
    [table, `${schema ?? ''}.${table}`].some((name) => name.toLowerCase() === wanted),
  );
  if (tables.length === 0) {
    const near = nearestName(
      path.at(-1) ?? '',
      source.tables.map(({ table }) => table),
    );
    const meant = near === null ? '' : `Did you mean ${source.name}.${near}? `;
    throw new AtollError('sql-unknown-table', `${source.name} has no table ${path.join('.')}.`, {
      source: source.name,
      hint: `${meant}Its tables: atoll catalog ${source.name}`,
    });
  }
  return { ...source, tables, problems: [] };
}
