import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { AtollError } from '../../engine/errors/atoll-error.ts';
import { nearestName } from '../services/nearest-name.ts';
import { type Parsed, usage } from './arguments.ts';
import type { PlacedText } from './error-text.ts';

/** Saved queries that a hint names. */
const SHOWN = 8;

/** The name of a saved query: no path, no ending. */
const SAVED = /^[^/\\]+$/;

/** The query of `(SQL | -f FILE)`: `-f -` is standard input, `-f NAME` also a saved query. Throws `usage`. */
export async function queryText(
  parsed: Parsed,
  command: string,
  cwd: string,
  workspaceDir: string,
): Promise<PlacedText> {
  const file = parsed.text('file');
  const [sql, ...more] = parsed.positionals;
  if (file === undefined) {
    if (sql === undefined) throw usage('There is no query: give SQL, or a file with -f.', command);
    if (more.length > 0)
      throw usage(
        `The SQL must be one argument, in quotes; ${JSON.stringify(more[0])} is a second one.`,
        command,
      );
    return { name: null, text: sql };
  }
  if (sql !== undefined) throw usage('Give SQL or a file with -f, not both.', command);
  if (file === '-') return { name: 'standard input', text: await text(process.stdin) };
  const path = pathOf(file, cwd, workspaceDir);
  try {
    return { name: file, text: (await readFile(path, 'utf8')).replace(/^\ufeff/, '') };
  } catch (error) {
    throw new AtollError('usage', `The file ${file} can't be read: ${reasonOf(error)}.`, {
      hint: await savedHint(file, workspaceDir),
      cause: error,
    });
  }
}

function pathOf(file: string, cwd: string, workspaceDir: string): string {
  const given = resolve(cwd, file);
  if (existsSync(given) || !SAVED.test(file)) return given;
  const saved = join(workspaceDir, 'queries', file.endsWith('.sql') ? file : `${file}.sql`);
  return existsSync(saved) ? saved : given;
}

/** What the saved queries of the workspace are, with the one that was likely meant. */
async function savedHint(file: string, workspaceDir: string): Promise<string> {
  const files = await readdir(join(workspaceDir, 'queries')).catch(() => []);
  const names = files.filter((name) => name.endsWith('.sql')).map((name) => name.slice(0, -'.sql'.length));
  if (names.length === 0)
    return 'Give the path of a text file. The workspace has no saved queries in queries/.';
  const near = nearestName(file.replace(/\.sql$/, ''), names);
  const shown = names.toSorted().slice(0, SHOWN).join(', ');
  const more = names.length > SHOWN ? ', …' : '';
  return `${near === null ? '' : `Did you mean ${near}? `}The saved queries of the workspace are ${shown}${more}.`;
}

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EISDIR') return 'it is a folder';
  return code ?? String(error);
}
