import { AtollError } from '../../../engine/errors/atoll-error.ts';
import { ServerError } from '../wire/server-error.ts';
import { isTooOld, type ServerVersion } from '../wire/server-version.ts';
import { MARK, Wire } from '../wire/wire.ts';
import type { Address } from './address.ts';
import { dial, type Greeted } from './dial.ts';
import type { Greeting } from './greeting.ts';
import { handshakeResponse } from './handshake.ts';
import { loginFailure } from './login-failure.ts';
import {
  isKnownPlugin,
  passwordItself,
  type Plugin,
  PLUGINS,
  proofFor,
  type Secrecy,
} from './password-proof.ts';
import { checkNotRefused } from '../../../engine/spi/network/login-failures.ts';
import type { Steps } from '../../../engine/spi/network/steps.ts';

/** Answers of caching_sha2_password: the server knows the password already, or wants it once. */
const SHA2 = { known: 0x03, wanted: 0x04 } as const;

/** Connects and logs in. Rejects with `source-unavailable` (or `secret-missing`) and the step. */
export async function connectWire(address: Address, steps: Steps): Promise<Wire> {
  await checkNotRefused(address);
  const greeted = await dial(address, steps);
  return await steps.run(
    'login',
    (signal) => login(greeted, address, signal),
    ({ version }) => `${version.kind} ${version.text}`,
    (wire) => wire.destroy(),
  );
}

async function login(
  { socket, greeting, secrecy }: Greeted,
  address: Address,
  signal: AbortSignal,
): Promise<Wire> {
  const stop = (): void => void socket.destroy();
  signal.addEventListener('abort', stop, { once: true });
  let password: string | null = null;
  try {
    if (greeting instanceof ServerError) throw greeting;
    requireVersion(address.source, greeting.version);
    const wire = new Wire(socket, greeting.threadId, greeting.version);
    socket.resume();
    password = await address.password();
    await new Login(wire, address, greeting, password ?? '', secrecy).run();
    return wire;
  } catch (cause) {
    socket.destroy();
    throw loginFailure(address, cause, password !== null);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function requireVersion(source: string, version: ServerVersion): void {
  if (!isTooOld(version)) return;
  throw new AtollError(
    'source-unavailable',
    `${source} is ${version.kind} ${version.text}; MySQL 8.0.31 and MariaDB 10.11 are the oldest that are read.`,
    { source, step: 'login', hint: 'Update the server, or read a replica of a newer version.' },
  );
}

/** One exchange of proofs. The server may change the method once, and ask for more. */
class Login {
  readonly #wire: Wire;
  readonly #address: Address;
  readonly #greeting: Greeting;
  readonly #password: string;
  readonly #secrecy: Secrecy;
  #plugin: Plugin;

  constructor(wire: Wire, address: Address, greeting: Greeting, password: string, secrecy: Secrecy) {
    this.#wire = wire;
    this.#address = address;
    this.#greeting = greeting;
    this.#password = password;
    this.#secrecy = secrecy;
    // The server's own default may be one that this account does not use: then it says so.
    this.#plugin =
      greeting.plugin === 'caching_sha2_password' ? 'caching_sha2_password' : 'mysql_native_password';
  }

  async run(): Promise<void> {
    const { capabilities, nonce } = this.#greeting;
    const secured = this.#secrecy !== 'plain';
    const proof = this.#proof(nonce);
    const response = handshakeResponse(this.#address, proof, this.#plugin, secured, capabilities);
    this.#wire.reply(response, secured ? 2 : 1);
    for (;;) {
      await this.#wire.next();
      const mark = this.#wire.mark();
      if (mark === MARK.ok) return;
      if (mark === MARK.error) throw ServerError.parse(this.#wire.payload());
      if (mark === MARK.end) this.#change();
      else if (mark === MARK.more) this.#more();
      else throw new RangeError('The server sent what is no part of a login.');
    }
  }

  #proof(nonce: Buffer): Buffer {
    return proofFor(this.#address.source, this.#plugin, this.#password, nonce, this.#secrecy);
  }

  #send(payload: Buffer): void {
    this.#wire.reply(payload, this.#wire.cursor.sequence + 1);
  }

  /** The account uses another method: its name, a zero, another nonce. */
  #change(): void {
    const payload = this.#wire.payload();
    const end = payload.indexOf(0, 1);
    const name = payload.toString('latin1', 1, end < 0 ? payload.length : end);
    if (!isKnownPlugin(name)) throw unknownPlugin(this.#address, name === '' ? 'mysql_old_password' : name);
    this.#plugin = name;
    this.#send(this.#proof(Buffer.from(payload.subarray(end + 1))));
  }

  #more(): void {
    const answer = this.#wire.payload()[1];
    if (this.#plugin === 'caching_sha2_password' && answer === SHA2.known) return;
    if (this.#plugin === 'caching_sha2_password' && answer === SHA2.wanted) {
      this.#send(passwordItself(this.#address.source, this.#password, this.#plugin, this.#secrecy));
      return;
    }
    throw new RangeError('The server asks for a further proof that is not known.');
  }
}

function unknownPlugin(address: Address, name: string): AtollError {
  return new AtollError(
    'source-unavailable',
    `${address.source} wants ${address.user} to log in by ${name}, which is not supported.`,
    {
      source: address.source,
      step: 'login',
      hint: `Use an account with one of ${PLUGINS.join(', ')}.`,
    },
  );
}
