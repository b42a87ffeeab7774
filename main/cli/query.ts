import { resolve } from 'node:path';
import type { ExplainReport } from '../../engine/types/explain.ts';
import { type Host, openHost } from '../host/open-host.ts';
import type { QueryAnswer, QueryOptions } from '../services/queries/query-service.ts';
import { ResultReader } from '../services/results/result-reader.ts';
import { saveFile } from '../services/workspace/save-file.ts';
import {
  type OptionTable,
  type Parsed,
  parametersOf,
  parseArguments,
  pushdownOf,
  usage,
} from './arguments.ts';
import { type Command, type CommandContext, EXIT } from './command.ts';
import type { PlacedText } from './error-text.ts';
import { BINARY_FORMATS, FORMATS, type FormatName, formatOfFile, isFormat } from './formats/formats.ts';
import { QUERY_HELP } from './help/query-help.ts';
import { OutputFile, writeAll } from './output.ts';
import { placementSummary } from './placement-summary.ts';
import { Progress } from './progress.ts';
import { queryText } from './query-text.ts';
import { reportError } from './report-error.ts';
import { verifyAnswer } from './verify-answer.ts';
import { checkRole, workspaceOf } from './workspace-option.ts';

const OPTIONS = {
  as: { type: 'string' },
  format: { type: 'string' },
  output: { type: 'string', short: 'o' },
  param: { type: 'string', multiple: true },
  profile: { type: 'string' },
  pushdown: { type: 'string' },
  verify: { type: 'boolean' },
  fresh: { type: 'boolean' },
  file: { type: 'string', short: 'f' },
} as const satisfies OptionTable;

/** `atoll query`. */
export const queryCommand: Command = {
  name: 'query',
  summary: 'run SQL over the sources and print the rows',
  help: QUERY_HELP,
  run: runQuery,
};

async function runQuery(args: readonly string[], context: CommandContext): Promise<number> {
  const parsed = parseArguments('query', args, OPTIONS);
  const format = formatOf(parsed, context);
  const workspaceDir = workspaceOf(parsed, context.cwd);
  let query: PlacedText | null = null;
  let output: OutputFile | null = null;
  try {
    query = await queryText(parsed, 'query', context.cwd, workspaceDir);
    const parts = {
      mode: pushdownOf(parsed, 'query'),
      parameters: parametersOf(parsed, 'query'),
    };
    checkRole(parsed, workspaceDir, context);
    await checkProfile(parsed, context);
    const file = parsed.text('output');
    output = file === undefined ? null : await OutputFile.create(resolve(context.cwd, file));
    return await new QueryRun(query.text, format, output, parsed, context).run(workspaceDir, parts);
  } catch (error) {
    await output?.discard();
    return await reportError(error, { json: format === 'json', query, workspaceDir }, context);
  }
}

/** A profile that can't be written is told before the query runs. Throws `usage`. */
async function checkProfile(parsed: Parsed, { cwd }: CommandContext): Promise<void> {
  const file = parsed.text('profile');
  if (file !== undefined) await (await OutputFile.create(resolve(cwd, file))).discard();
}

/** The format asked for, else that of the file's ending, else a table on a terminal and CSV elsewhere. */
function formatOf(parsed: Parsed, { width }: CommandContext): FormatName {
  const asked = parsed.text('format');
  const file = parsed.text('output');
  if (asked !== undefined && !isFormat(asked))
    throw usage(`--format is ${Object.keys(FORMATS).join(', ')}; not ${asked}.`, 'query');
  const format =
    asked ?? (file === undefined ? null : formatOfFile(file)) ?? (width === null ? 'csv' : 'table');
  if (file === undefined && width !== null && BINARY_FORMATS.has(format))
    throw usage(`${format} is not text: write it to a file with -o, or redirect standard output.`, 'query');
  return format;
}

/** One run of the command, after its arguments were found right. */
class QueryRun {
  readonly #sql: string;
  readonly #format: FormatName;
  readonly #output: OutputFile | null;
  readonly #parsed: Parsed;
  readonly #context: CommandContext;
  readonly #progress: Progress | null;

  constructor(
    sql: string,
    format: FormatName,
    output: OutputFile | null,
    parsed: Parsed,
    context: CommandContext,
  ) {
    this.#sql = sql;
    this.#format = format;
    this.#output = output;
    this.#parsed = parsed;
    this.#context = context;
    this.#progress = context.watched ? new Progress(context.stderr) : null;
  }

  async run(workspaceDir: string, parts: Pick<QueryOptions, 'mode' | 'parameters'>): Promise<number> {
    const options: QueryOptions = {
      ...parts,
      now: new Date(),
      cache: this.#cacheUse(),
      signal: this.#context.signal,
      onProgress: (event) => this.#progress?.show(event),
    };
    const onNotice = (source: string, text: string): void => this.#progress?.notice(source, text);
    const host = await openHost(workspaceDir, { onNotice, warm: 1 });
    try {
      return await this.#answer(host, options);
    } finally {
      this.#progress?.erase();
      await host.close();
    }
  }

  /** What is verified is read, as its comparison is. */
  #cacheUse(): NonNullable<QueryOptions['cache']> {
    if (this.#parsed.flag('verify')) return 'none';
    return this.#parsed.flag('fresh') ? 'fresh' : 'use';
  }

  async #answer(host: Host, options: QueryOptions): Promise<number> {
    const answer = await host.queries.run(this.#sql, options);
    this.#progress?.erase();
    await this.#writeProfile(answer.report);
    if (this.#parsed.flag('verify')) {
      const unpushed = await host.queries.run(this.#sql, { ...options, mode: 'none' });
      this.#progress?.erase();
      await verifyAnswer(answer, unpushed, options.mode, this.#format, this.#context);
    }
    await this.#writeRows(answer);
    this.#summarise(answer);
    return EXIT.success;
  }

  async #writeRows({ result }: QueryAnswer): Promise<void> {
    await using reader = await ResultReader.open(result);
    const { stderr, stdout, width } = this.#context;
    const pieces = FORMATS[this.#format](reader, {
      width: this.#output === null ? width : null,
      note: (text) => stderr.write(`note: ${text}\n`),
    });
    if (this.#output === null) await writeAll(stdout, pieces);
    else await this.#output.write(pieces);
  }

  #summarise({ result, report, plan }: QueryAnswer): void {
    const { stderr, watched } = this.#context;
    if (!watched && this.#format !== 'table') return;
    stderr.write(placementSummary(result.rows, report));
    if (plan.nondeterminism.length > 0)
      stderr.write(`note: may answer otherwise next time: ${plan.nondeterminism.join('; ')}\n`);
  }

  async #writeProfile(report: ExplainReport): Promise<void> {
    const file = this.#parsed.text('profile');
    if (file === undefined) return;
    await saveFile(resolve(this.#context.cwd, file), `${JSON.stringify(report, null, 2)}\n`);
  }
}
