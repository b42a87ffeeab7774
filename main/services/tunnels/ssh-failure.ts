import { AtollError, type ErrorDetails } from '../../../engine/errors/atoll-error.ts';
import type { TunnelSettings } from './tunnel-settings.ts';

/** A tunnel that can't be opened, as an error that says it is the tunnel and which way it failed. */
export function tunnelFailure(settings: TunnelSettings, cause: unknown): AtollError {
  if (cause instanceof AtollError) return cause;
  const { source, host, port, user, key } = settings;
  const [what, hint] = reasonOf(cause, { where: `${host}:${port}`, host, user, key });
  const details: ErrorDetails = { source, step: 'tunnel', hint, cause };
  return new AtollError(
    'source-unavailable',
    `The SSH tunnel to ${source} can't be opened: ${what}.`,
    details,
  );
}

interface Place {
  readonly where: string;
  readonly host: string;
  readonly user: string;
  readonly key: string | null;
}

function reasonOf(cause: unknown, { where, host, user, key }: Place): readonly [what: string, hint: string] {
  const code = textOf(cause, 'code');
  const level = textOf(cause, 'level');
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return [`no address is known for ${host}`, 'Check the spelling of the host of the tunnel.'];
  if (code === 'ECONNREFUSED')
    return [
      `${where} refuses connections`,
      'Check host and port of the tunnel, and that an SSH server runs there.',
    ];
  if (level === 'client-authentication')
    return [
      `${host} does not let ${user} in ${key === null ? 'with the keys of the SSH agent' : `with the key ${key}`}`,
      key === null
        ? 'Check user of the tunnel, and that the agent has the right key (ssh-add -l).'
        : 'Check user and key of the tunnel, and that the server knows the public key.',
    ];
  if (level === 'agent')
    return ['the SSH agent gives no key', 'Check that it runs and has your key: ssh-add -l.'];
  if (code !== '')
    return [
      `${where} can't be reached (${code})`,
      'Check host and port of the tunnel, and the network between.',
    ];
  const words = cause instanceof Error ? cause.message : String(cause);
  return [words.replace(/\.$/, ''), 'Check that host and port of the tunnel are those of an SSH server.'];
}

/** The server shows another key than before. */
export function hostKeyChanged(settings: TunnelSettings, known: string, shown: string): AtollError {
  const { source, host } = settings;
  return new AtollError(
    'tunnel-host-changed',
    `The SSH server ${host}, which leads to ${source}, shows another key than before: ${shown} and not ${known}. Somebody may stand between.`,
    {
      source,
      step: 'tunnel',
      hint: 'Ask whoever runs the server whether its key was changed. If it was, put the new one into hostKey of the tunnel.',
    },
  );
}

/** The tunnel is open, and the server at its far end can't be reached through it. */
export function forwardFailure(
  { source, host: gate }: TunnelSettings,
  host: string,
  port: number,
  cause: unknown,
): AtollError {
  const words = cause instanceof Error ? cause.message : String(cause);
  const refused = textOf(cause, 'reason') === '1' || /prohibited/i.test(words);
  const [message, hint] = refused
    ? [
        `The SSH server ${gate} does not let connections through to ${host}:${port}, where ${source} is.`,
        'Ask whoever runs it to allow this forwarding (AllowTcpForwarding, PermitOpen).',
      ]
    : [
        `${source} can't be reached from the far end of its tunnel: ${gate} finds nothing at ${host}:${port}.`,
        'Host and port of the source are those that the SSH server sees: check them from there.',
      ];
  return new AtollError('source-unavailable', message, { source, step: 'tcp', hint, cause });
}

function textOf(error: unknown, name: 'code' | 'level' | 'reason'): string {
  const value: unknown = error instanceof Error ? Reflect.get(error, name) : undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
