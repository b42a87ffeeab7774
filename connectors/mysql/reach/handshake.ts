import { counted } from '../wire/packets.ts';
import type { Address } from './address.ts';

/** https://dev.mysql.com/doc/dev/mysql-server/latest/group__group__cs__capabilities__flags.html */
const CLIENT = {
  longPassword: 0x1,
  longFlag: 0x4,
  withDatabase: 0x8,
  protocol41: 0x200,
  ssl: 0x800,
  transactions: 0x2000,
  secureConnection: 0x8000,
  pluginAuth: 0x80000,
  connectAttributes: 0x100000,
  countedAuth: 0x200000,
} as const;

/**
 * What we can and want. Not LOCAL_FILES: no server may ask for a file of this machine. Not MULTI_STATEMENTS: a text is
 * one statement. Not DEPRECATE_EOF: the end of rows is then told the same way by both kinds of server.
 */
const OURS =
  CLIENT.longPassword |
  CLIENT.longFlag |
  CLIENT.withDatabase |
  CLIENT.protocol41 |
  CLIENT.transactions |
  CLIENT.secureConnection |
  CLIENT.pluginAuth |
  CLIENT.countedAuth;

const UTF8MB4_GENERAL_CI = 45;
/** A whole packet: larger ones are put together. */
const MAX_PACKET = 0xff_ff_ff;

export function offersTls(capabilities: number): boolean {
  return (capabilities & CLIENT.ssl) !== 0;
}

/** Whether the server knows of logins at all as they have been since 4.1. */
export function isCurrent(capabilities: number): boolean {
  return (capabilities & CLIENT.protocol41) !== 0 && (capabilities & CLIENT.pluginAuth) !== 0;
}

function head(flags: number): Buffer {
  const bytes = Buffer.alloc(32);
  bytes.writeUInt32LE(flags >>> 0, 0);
  bytes.writeUInt32LE(MAX_PACKET, 4);
  bytes[8] = UTF8MB4_GENERAL_CI;
  return bytes;
}

/** Asks for TLS: the beginning of the response alone. */
export function sslRequest(): Buffer {
  return head(OURS | CLIENT.ssl);
}

/** The response to the greeting: who logs in, with which proof. */
export function handshakeResponse(
  address: Address,
  proof: Buffer,
  plugin: string,
  secured: boolean,
  capabilities: number,
): Buffer {
  const attributes = (capabilities & CLIENT.connectAttributes) !== 0;
  const flags = OURS | (secured ? CLIENT.ssl : 0) | (attributes ? CLIENT.connectAttributes : 0);
  const ended = (text: string): Buffer => Buffer.from(`${text}\0`, 'utf8');
  const named = [counted(Buffer.from('program_name')), counted(Buffer.from('atoll'))];
  return Buffer.concat([
    head(flags),
    ended(address.user),
    counted(proof),
    ended(address.database),
    ended(plugin),
    ...(attributes ? [counted(Buffer.concat(named))] : []),
  ]);
}
