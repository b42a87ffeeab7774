import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { ConnectConfig, ParsedKey } from 'ssh2';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import type { TunnelSettings } from './tunnel-settings.ts';

const WINDOWS_AGENT = '\\\\.\\pipe\\openssh-ssh-agent';

/** How to log in at the SSH server: by a key file, else by the agent. There are no passwords. Rejects of step `tunnel`. */
export async function loginOf(
  settings: TunnelSettings,
): Promise<Pick<ConnectConfig, 'agent' | 'privateKey' | 'username'>> {
  const { source, user: username, key } = settings;
  if (key !== null) return { username, privateKey: await readKey(settings, key) };
  const agent = process.env['SSH_AUTH_SOCK'] ?? (process.platform === 'win32' ? WINDOWS_AGENT : '');
  if (agent !== '') return { username, agent };
  throw new AtollError(
    'source-unavailable',
    `The tunnel to ${source} logs in by the SSH agent, and none runs here (SSH_AUTH_SOCK is not set).`,
    { source, step: 'tunnel', hint: 'Start the agent and add your key to it, or name a key file.' },
  );
}

async function readKey({ source, workspaceDir }: TunnelSettings, key: string): Promise<Buffer> {
  const path = /^~[/\\]/.test(key) ? join(homedir(), key.slice(2)) : resolve(workspaceDir, key);
  const wrong = (what: string, hint: string, cause?: unknown): AtollError =>
    new AtollError('source-unavailable', `The key file of the tunnel to ${source}, ${path}, ${what}.`, {
      source,
      step: 'tunnel',
      hint,
      cause,
    });
  let text: Buffer;
  try {
    text = await readFile(path);
  } catch (cause) {
    throw wrong("can't be read", 'Correct key of the tunnel.', cause);
  }
  const { default: ssh } = await import('ssh2');
  const parsed = ssh.utils.parseKey(text);
  if (!(parsed instanceof Error)) {
    if ([parsed].flat().some((found: ParsedKey) => found.isPrivateKey())) return text;
    throw wrong('holds a public key', 'Name the private key: the file without .pub.');
  }
  if (/encrypted|passphrase/i.test(parsed.message))
    throw wrong(
      'needs a passphrase',
      'Add it to the SSH agent (ssh-add), and name no key file: the agent is then asked.',
    );
  throw wrong('is no private key that can be read', 'Use a key that ssh-keygen made.', parsed);
}
