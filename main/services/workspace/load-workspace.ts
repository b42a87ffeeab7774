import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import type { Connector } from '../../../engine/spi/connector.ts';
import { parseBytes, parseDuration } from './amounts.ts';
import { DEFAULT_ASK, readAskSettings } from './ask-settings.ts';
import { rememberGood } from './last-good.ts';
import { isMapping } from './is-mapping.ts';
import { readSource } from './read-source.ts';
import { readCacheSettings } from './cache-settings.ts';
import type { SavedText, SourceDefinition, Workspace, WorkspaceSettings } from './workspace.ts';
import { YamlFile } from './yaml-place.ts';

/** The file that makes a folder a workspace. */
export const WORKSPACE_FILE = 'atoll.yaml';

const TOP_KEYS = ['version', 'sources', 'settings'];

const DEFAULT_SETTINGS: WorkspaceSettings = {
  memory: null,
  spill: null,
  spillDirectory: null,
  results: '2GB',
  catalogAge: '5m',
  cache: null,
  ask: DEFAULT_ASK,
};

/**
 * Reads a workspace from its folder. Throws `workspace-missing` where there is none, `workspace-invalid` with file,
 * line, column and what was expected where a file is wrong.
 */
export async function loadWorkspace(folder: string, connectors: readonly Connector[]): Promise<Workspace> {
  const dir = resolve(folder);
  const text = await readWorkspaceFile(dir);
  const parsed = await rememberGood(dir, text, () => parseWorkspace(text, connectors));
  return {
    dir,
    ...parsed,
    models: new Map((await readTexts(dir, 'models')).map((model) => [model.name.toLowerCase(), model])),
  };
}

/** What the text of an `atoll.yaml` says. Throws `workspace-invalid` with the place of what is wrong. */
export function parseWorkspace(
  text: string,
  connectors: readonly Connector[],
): Pick<Workspace, 'sources' | 'settings'> {
  const file = new YamlFile(WORKSPACE_FILE, text);
  const data = file.data() ?? {};
  if (!isMapping(data))
    throw file.error([], `${WORKSPACE_FILE} must be a mapping.`, 'Begin it with version: 1 and sources:.');
  for (const key of Object.keys(data)) {
    if (!TOP_KEYS.includes(key))
      throw file.error(
        [key],
        `'${key}' is not a key of ${WORKSPACE_FILE}.`,
        `Its keys are ${TOP_KEYS.join(', ')}.`,
      );
  }
  if (data['version'] !== 1) {
    throw file.error(
      ['version'],
      `${WORKSPACE_FILE} must say version: 1.`,
      'A newer version needs a newer Atoll.',
    );
  }
  return {
    sources: readSources(file, data['sources'], connectors),
    settings: readSettings(file, data['settings']),
  };
}

async function readWorkspaceFile(dir: string): Promise<string> {
  try {
    return await readFile(join(dir, WORKSPACE_FILE), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR')
      throw new AtollError('workspace-missing', `${dir} is a file; a workspace is a folder.`, {
        hint: `Name its folder with -w: ${dirname(dir)}`,
        cause: error,
      });
    const hint = 'Name the folder of a workspace with -w, or make one: a folder with an atoll.yaml.';
    throw new AtollError('workspace-missing', `${dir} is not a workspace: it has no ${WORKSPACE_FILE}.`, {
      hint,
      cause: error,
    });
  }
}

function readSources(
  file: YamlFile,
  value: unknown,
  connectors: readonly Connector[],
): readonly SourceDefinition[] {
  if (value === undefined || value === null) return [];
  if (!isMapping(value))
    throw file.error(
      ['sources'],
      "'sources' must be a mapping of names.",
      'Such as crm: { kind: sqlite, path: data/crm.db }.',
    );
  const seen = new Map<string, string>();
  return Object.entries(value).map(([name, entry]) => {
    const other = seen.get(name.toLowerCase());
    if (other !== undefined) {
      throw file.error(
        ['sources', name],
        `The sources ${other} and ${name} differ by case alone.`,
        'SQL takes them for one: rename one.',
        name,
      );
    }
    seen.set(name.toLowerCase(), name);
    return readSource(file, name, entry, connectors);
  });
}

function readSettings(file: YamlFile, value: unknown): WorkspaceSettings {
  if (value === undefined || value === null) return DEFAULT_SETTINGS;
  if (!isMapping(value))
    throw file.error(
      ['settings'],
      "'settings' must be a mapping.",
      `It has ${Object.keys(DEFAULT_SETTINGS).join(', ')}.`,
    );
  for (const [key, entry] of Object.entries(value)) {
    if (!(key in DEFAULT_SETTINGS)) {
      throw file.error(
        ['settings', key],
        `'${key}' is not a setting.`,
        `The settings are ${Object.keys(DEFAULT_SETTINGS).join(', ')}.`,
      );
    }
    if (key === 'cache' || key === 'ask') continue;
    if (key === 'catalogAge') {
      checkAge(file, entry);
      continue;
    }
    const isSize = key !== 'spillDirectory';
    if (typeof entry !== 'string' || (isSize && parseBytes(entry) === null)) {
      throw file.error(
        ['settings', key],
        `The setting '${key}' must be ${isSize ? 'a size such as 2GB' : 'a path'}.`,
        'Correct it or take it out.',
      );
    }
  }
  return {
    ...DEFAULT_SETTINGS,
    ...(value as Partial<WorkspaceSettings>),
    cache: readCacheSettings(file, value['cache']),
    ask: readAskSettings(file, value['ask']),
  };
}

function checkAge(file: YamlFile, value: unknown): void {
  if (typeof value === 'string' && parseDuration(value) !== null) return;
  throw file.error(
    ['settings', 'catalogAge'],
    "The setting 'catalogAge' must be a time such as 5m, or 0s.",
    'Correct it or take it out.',
  );
}

/** The `.sql` files of a folder of the workspace, by name; an absent folder has none. */
export async function readTexts(dir: string, folder: 'models' | 'queries'): Promise<readonly SavedText[]> {
  const files = await readdir(join(dir, folder)).catch(() => []);
  const names = files.filter((file) => file.endsWith('.sql')).toSorted();
  return Promise.all(
    names.map(async (file) => ({
      name: file.slice(0, -'.sql'.length),
      file: `${folder}/${file}`,
      sql: await readFile(join(dir, folder, file), 'utf8'),
    })),
  );
}
