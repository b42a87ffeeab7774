import { existsSync } from 'node:fs';
import { isAbsolute, relative, resolve } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import type { ConfigField, SourceConfig } from '../../../engine/spi/config-field.ts';
import type { Connector } from '../../../engine/spi/connector.ts';
import type { SourceSection } from '../workspace/sources-text.ts';
import { nameFrom } from './free-name.ts';

const HELP = 'Help: atoll sources --help';

/** What a user says of a new source: a URL or path, and settings by name. */
export interface SourceRequest {
  readonly url: string | null;
  readonly option: (name: string) => string | undefined;
  readonly tags: readonly string[];
}

export interface SectionSurroundings {
  readonly workspaceDir: string;
  readonly cwd: string;
  readonly connectors: readonly Connector[];
  /** Where settings that nobody gave may stand, such as PGHOST. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface NewSource {
  readonly name: string;
  readonly section: SourceSection;
  /** Fields that came from environment variables. */
  readonly taken: readonly { readonly field: string; readonly name: string }[];
}

/**
 * The section of `atoll.yaml` for a new source. Throws `usage`: for a password in the URL too, which must not reach a
 * file; the message never repeats it.
 */
export function sectionOf(request: SourceRequest, surroundings: SectionSurroundings): NewSource {
  const { connector, config } = connectorFor(request, surroundings.connectors);
  const given: Record<string, unknown> = { ...config };
  for (const field of connector.fields) {
    const text = request.option(field.name);
    if (text !== undefined) given[field.name] = valueOf(field, text);
  }
  for (const other of surroundings.connectors.flatMap(({ fields }) => fields)) {
    if (request.option(other.name) !== undefined && !connector.fields.some(({ name }) => name === other.name))
      throw new AtollError('usage', `--${other.name} is not a setting of a ${connector.kind} source.`);
  }
  const taken = fromEnvironment(connector, given, surroundings.environment);
  if (typeof given['path'] === 'string') given['path'] = pathFrom(given['path'], surroundings);
  const name = request.option('name') ?? nameFrom(given);
  if (name === null)
    throw new AtollError('usage', 'The source needs a name: give it with --name.', { hint: HELP });
  const { secret, region } = { secret: request.option('secret'), region: request.option('region') };
  const section: SourceSection = {
    kind: connector.kind,
    ...given,
    ...(secret === undefined ? {} : { secret: checkedSecret(secret) }),
    ...(region === undefined ? {} : { region }),
    ...(request.tags.length === 0 ? {} : { tags: request.tags }),
  };
  return { name, section, taken };
}

function connectorFor(
  { url, option }: SourceRequest,
  connectors: readonly Connector[],
): { connector: Connector; config: SourceConfig } {
  const kind = option('kind');
  const kinds = connectors.map((one) => one.kind).join(', ');
  const candidates = connectors.filter((one) => kind === undefined || one.kind === kind);
  if (candidates.length === 0)
    throw new AtollError('usage', `There is no kind ${kind}: the kinds are ${kinds}.`);
  if (url === null) {
    const [connector] = candidates;
    if (kind === undefined || connector === undefined)
      throw new AtollError(
        'usage',
        `Give a URL or path, or --kind with its settings. The kinds are ${kinds}.`,
        { hint: HELP },
      );
    return { connector, config: {} };
  }
  for (const connector of candidates) {
    const read = connector.fromUrl(url);
    if (read === null) continue;
    if (read.secret !== null) throw passwordInUrl();
    return { connector, config: read.config };
  }
  const what = kind === undefined ? 'any kind of source' : `a ${kind} source`;
  throw new AtollError('usage', `This URL or path is not one of ${what}.`, {
    hint: `Say which with --kind (${kinds}) and give the settings as options, such as --path.`,
  });
}

function passwordInUrl(): AtollError {
  return new AtollError('usage', 'There is a password in the URL, and atoll.yaml never holds one.', {
    step: 'secret',
    hint: 'Leave it out, and say where it is kept: --secret keychain, which asks for it, --secret env:NAME, or --secret file:PATH (mode 600). The one given here may be in your shell history now.',
  });
}

function checkedSecret(text: string): string {
  if (text === 'keychain' || /^env:[A-Za-z_][A-Za-z0-9_]*$/.test(text) || /^file:./.test(text)) return text;
  throw new AtollError('usage', '--secret says where the password is kept; it is not the password itself.', {
    step: 'secret',
    hint: 'Give keychain, env:NAME or file:PATH.',
  });
}

function valueOf(field: ConfigField, text: string): unknown {
  switch (field.type) {
    case 'number':
      return Number(text);
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text;
    case 'list':
      return text.split(',').map((part) => part.trim());
    case 'object':
      return parseYaml(text);
    case 'text':
    case 'choice':
    case 'path':
      return text;
  }
}

function fromEnvironment(
  connector: Connector,
  given: Record<string, unknown>,
  environment: SectionSurroundings['environment'],
): NewSource['taken'] {
  return Object.entries(connector.environment).flatMap(([name, fieldName]) => {
    const value = environment[name];
    const field = connector.fields.find((one) => one.name === fieldName);
    if (value === undefined || value === '' || field === undefined || given[fieldName] !== undefined)
      return [];
    given[fieldName] = valueOf(field, value);
    return [{ field: fieldName, name }];
  });
}

/** A path is given from where the user stands and kept from the workspace on. */
function pathFrom(path: string, { cwd, workspaceDir }: SectionSurroundings): string {
  const found = resolve(cwd, path);
  if (isAbsolute(path) || cwd === workspaceDir || !existsSync(found)) return path;
  return relative(workspaceDir, found) || '.';
}
