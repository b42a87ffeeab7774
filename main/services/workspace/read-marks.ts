import type { Tunnel } from '../../contract/api/sources.ts';
import { HUES } from '../../contract/choices.ts';
import { isMapping } from './is-mapping.ts';
import type { SourceDefinition } from './workspace.ts';
import type { YamlFile } from './yaml-place.ts';

type Section = Readonly<Record<string, unknown>>;

/** What a source looks like, as its section has it. Throws `workspace-invalid` with the place. */
export function readMarks(
  file: YamlFile,
  name: string,
  section: Section,
): Pick<SourceDefinition, 'hue' | 'monogram' | 'production'> {
  const wrong = (key: string, wanted: string): Error =>
    file.error(
      ['sources', name, key],
      `'${key}' of source ${name} must be ${wanted}.`,
      'Correct it or take it out.',
      name,
    );
  const { hue, monogram, production } = section;
  if (isGiven(hue) && !(Number.isInteger(hue) && Number(hue) >= 0 && Number(hue) < HUES))
    throw wrong('hue', `a number from 0 to ${HUES - 1}`);
  if (isGiven(monogram) && !(typeof monogram === 'string' && /^[\p{L}\p{N}]{1,2}$/u.test(monogram)))
    throw wrong('monogram', 'one or two letters or digits');
  if (isGiven(production) && typeof production !== 'boolean') throw wrong('production', 'true or false');
  return {
    hue: typeof hue === 'number' ? hue : null,
    monogram: typeof monogram === 'string' ? monogram : null,
    production: production === true,
  };
}

const TUNNEL_KEYS = ['host', 'port', 'user', 'key', 'hostKey'];
const SSH_PORT = 22;

/** The SSH tunnel of a source; null where it has none. Throws `workspace-invalid` with the place. */
export function readTunnel(file: YamlFile, name: string, value: unknown): Tunnel | null {
  if (!isGiven(value)) return null;
  const path = ['sources', name, 'tunnel'];
  const hint = 'Such as tunnel: { host: gate.example, user: ann }; key names a private key file.';
  if (!isMapping(value))
    throw file.error(path, `The tunnel of source ${name} must be a mapping.`, hint, name);
  const unknown = Object.keys(value).find((key) => !TUNNEL_KEYS.includes(key));
  if (unknown !== undefined)
    throw file.error(
      [...path, unknown],
      `'${unknown}' is not a setting of a tunnel.`,
      `They are ${TUNNEL_KEYS.join(', ')}.`,
      name,
    );
  const text = (key: string): string | null => {
    const found = value[key];
    if (!isGiven(found)) return null;
    if (typeof found === 'string' && found !== '') return found;
    throw file.error([...path, key], `'${key}' of the tunnel of ${name} must be a text.`, hint, name);
  };
  const needed = (key: string): string => {
    const found = text(key);
    if (found === null) throw file.error(path, `The tunnel of source ${name} needs '${key}'.`, hint, name);
    return found;
  };
  const { port = SSH_PORT } = value;
  if (typeof port !== 'number' || !Number.isInteger(port) || port < 1 || port > 65_535)
    throw file.error([...path, 'port'], `'port' of the tunnel of ${name} must be a port number.`, hint, name);
  return { host: needed('host'), port, user: needed('user'), key: text('key'), hostKey: text('hostKey') };
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}
