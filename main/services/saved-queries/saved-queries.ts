import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import { nearestName } from '../nearest-name.ts';
import { saveFile } from '../workspace/save-file.ts';

/** One text in a folder of the workspace. */
export interface SavedQuery {
  readonly name: string;
  /** From the workspace. */
  readonly file: string;
  /** ISO 8601, UTC. */
  readonly modifiedAt: string;
}

export interface QueryText {
  readonly sql: string;
  /** Another for every other text. */
  readonly version: string;
}

/** What came of saving: `theirs` is what somebody else saved meanwhile, which stays. */
export type Saved =
  | { readonly saved: true; readonly version: string }
  | { readonly saved: false; readonly theirs: string; readonly version: string };

/** Where texts of a workspace are; models are only read here. */
export type TextFolder = 'queries' | 'models';

const NOUNS = { queries: 'saved query', models: 'model' } as const satisfies Record<TextFolder, string>;
const ENDING = '.sql';
/** The names that Windows keeps for devices, and those that end as no file there can. */
const UNUSABLE = /^(?:con|prn|aux|nul|com\d|lpt\d)$|^\.|[. ]$|[<>:"|?*]/i;

/** The queries of one workspace: text files in `queries/`, which other programs may change at any time. */
export class SavedQueries {
  readonly #dir: string;

  constructor(workspaceDir: string) {
    this.#dir = workspaceDir;
  }

  /** Those in `queries/` or `models/`, by name. */
  async list(folder: TextFolder): Promise<readonly SavedQuery[]> {
    const names = await readdir(path.join(this.#dir, folder)).catch(() => []);
    const found = await Promise.all(
      names
        .filter((name) => name.endsWith(ENDING))
        .map(async (name) => {
          const file = path.join(folder, name);
          const about = await stat(path.join(this.#dir, file)).catch(() => null);
          if (about?.isFile() !== true) return [];
          return [{ name: name.slice(0, -ENDING.length), file, modifiedAt: about.mtime.toISOString() }];
        }),
    );
    return found.flat().sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  }

  /** Throws `usage` where there is none of that name. */
  async read(name: string, folder: TextFolder = 'queries'): Promise<QueryText> {
    const found = await this.#text(name, folder);
    if (found !== null) return found;
    const names = (await this.list(folder)).map((query) => query.name);
    const near = nearestName(name, names);
    throw new AtollError('usage', `There is no ${NOUNS[folder]} ${name}.`, {
      hint: near === null ? 'It may have been renamed or removed.' : `Did you mean ${near}?`,
    });
  }

  /**
   * Saves a text that began from the version `base`; null where it began from no file. What somebody else saved
   * meanwhile is not overwritten. Throws `usage` for a name that no file can have.
   */
  async save(name: string, sql: string, base: string | null): Promise<Saved> {
    const file = this.#file(name);
    const there = await this.#text(name);
    const mine = versionOf(sql);
    if (there !== null && there.version !== base && there.version !== mine)
      return { saved: false, theirs: there.sql, version: there.version };
    await mkdir(path.dirname(file), { recursive: true });
    await saveFile(file, sql);
    return { saved: true, version: mine };
  }

  /** Throws `usage` where the new name is taken. */
  async rename(name: string, to: string): Promise<void> {
    await this.read(name);
    const isSameFile = name.toLowerCase() === to.toLowerCase();
    if (!isSameFile && (await this.#text(to)) !== null)
      throw new AtollError('usage', `There is a saved query ${to} already.`, {
        hint: 'Choose another name.',
      });
    await rename(this.#file(name), this.#file(to));
  }

  /** Does nothing where there is none. */
  async remove(name: string): Promise<void> {
    await rm(this.#file(name), { force: true });
  }

  async #text(name: string, folder: TextFolder = 'queries'): Promise<QueryText | null> {
    try {
      const sql = (await readFile(this.#file(name, folder), 'utf8')).replace(/^\uFEFF/, '');
      return { sql, version: versionOf(sql) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  /** A name from outside never leads out of the folder. */
  #file(name: string, folder: TextFolder = 'queries'): string {
    if (name === '' || UNUSABLE.test(name) || /[/\\\p{Cc}]/u.test(name)) {
      throw new AtollError('usage', `A query can't be saved as ${JSON.stringify(name)}.`, {
        hint: 'Use letters, digits, spaces, hyphens and underscores.',
      });
    }
    return path.join(this.#dir, folder, `${name}${ENDING}`);
  }
}

function versionOf(sql: string): string {
  return createHash('sha256').update(sql).digest('base64url').slice(0, 22);
}
