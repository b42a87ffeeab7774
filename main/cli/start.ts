/** `npm start`: prepares the demo workspace, answers its demo query, says how to go on, and opens the window. */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareDemo } from '../../assets/demo/prepare.ts';
import { openHost } from '../host/open-host.ts';
import type { QueryAnswer } from '../services/queries/query-service.ts';
import { ResultReader } from '../services/results/result-reader.ts';
import { type CommandContext, EXIT } from './command.ts';
import { tableFormat } from './formats/table.ts';
import { rowsText } from './human.ts';
import { write, writeAll } from './output.ts';
import { contextOf } from './process-context.ts';
import { Progress } from './progress.ts';
import { reportError } from './report-error.ts';
import { opensWindow, startWindow, tryWindow } from './start-window.ts';
import { whatRanWhere } from './what-ran-where.ts';

const DEMO = join(dirname(fileURLToPath(import.meta.url)), '../../assets/demo');
const QUERY = '01_late_parcels';

const NEXT = `Ask your own
  npm run -s atoll -- query -w assets/demo "SELECT status, count(*) FROM shop.orders GROUP BY status"
  npm run -s atoll -- query -w assets/demo -f 06_best_customers
  npm run -s atoll -- catalog -w assets/demo

See the plan: what is sent to each source, and why not more
  npm run -s atoll -- explain -w assets/demo -f ${QUERY}

The other queries are in assets/demo/queries; how to make a workspace of your own is in README.md.
`;

async function start(context: CommandContext): Promise<number> {
  const { stdout, stderr, signal } = context;
  const progress = context.watched ? new Progress(stderr) : null;
  const tell = (text: string): void => {
    if (progress === null) stderr.write(`${text}\n`);
    else progress.notice('demo', text);
  };
  const query = { name: `queries/${QUERY}.sql`, text: '' };
  try {
    await prepareDemo(DEMO, tell);
    query.text = await readFile(join(DEMO, query.name), 'utf8');
    const host = await openHost(DEMO, { onNotice: (source, text) => tell(`${source}: ${text}`), warm: 1 });
    try {
      const begun = performance.now();
      const answer = await host.queries.run(query.text, {
        mode: 'full',
        parameters: new Map(),
        signal,
        onProgress: (event) => progress?.show(event),
      });
      progress?.erase();
      await show(answer, query.text, performance.now() - begun, context);
    } finally {
      await host.close();
    }
    await write(stdout, `\n${NEXT}`);
    if (opensWindow()) {
      await write(stdout, '\n');
      return await startWindow(context);
    }
    await tryWindow(context);
    return EXIT.success;
  } catch (error) {
    progress?.erase();
    return await reportError(error, { json: false, query, workspaceDir: DEMO }, context);
  }
}

/** The comment at the head of the query, the rows, and what ran where. */
async function show(
  answer: QueryAnswer,
  sql: string,
  ms: number,
  { stdout, width }: CommandContext,
): Promise<void> {
  const comment = sql.split('\n').filter((line) => line.startsWith('--'));
  const question = comment.map((line) => line.replace(/^--\s*/, '')).join('\n');
  await write(stdout, `${question}\n\n`);
  await using reader = await ResultReader.open(answer.result);
  await writeAll(stdout, tableFormat(reader, { width: width ?? 100 }));
  const answered = `${rowsText(answer.result.rows)} in ${(ms / 1000).toFixed(1)} s, from one SQL text`;
  await write(
    stdout,
    `\n${answered} (assets/demo/queries/${QUERY}.sql)\n\n${whatRanWhere(answer.report, DEMO)}`,
  );
}

const { context, settle } = contextOf(process);
const code = await start(context);
await settle();
process.exit(code);
