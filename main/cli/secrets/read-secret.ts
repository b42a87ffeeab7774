import { text } from 'node:stream/consumers';
import { StringDecoder } from 'node:string_decoder';
import { AtollError } from '../../../engine/errors/atoll-error.ts';

const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const BACKSPACE = new Set(['\u007f', '\b']);

/**
 * A secret from the terminal, which does not show it, or else all of standard input without its last line break. Null
 * where nothing is given. Throws `cancelled` for Ctrl-C.
 */
export async function readSecret(
  prompt: string,
  stdin: NodeJS.ReadStream,
  stderr: NodeJS.WritableStream,
): Promise<string | null> {
  if (!stdin.isTTY) {
    const given = (await text(stdin)).replace(/\r?\n$/, '');
    return given === '' ? null : given;
  }
  stderr.write(prompt);
  const typed = await readHidden(stdin);
  stderr.write('\n');
  if (typed === null) throw new AtollError('cancelled', 'Nothing was kept.');
  return typed === '' ? null : typed;
}

/** What is typed up to Enter; null for Ctrl-C. */
async function readHidden(stdin: NodeJS.ReadStream): Promise<string | null> {
  const { promise, resolve } = Promise.withResolvers<string | null>();
  const decoder = new StringDecoder('utf8');
  let typed: readonly string[] = [];
  const receive = (bytes: Buffer): void => {
    for (const sign of decoder.write(bytes)) {
      if (sign === '\r' || sign === '\n' || sign === CTRL_D) resolve(typed.join(''));
      else if (sign === CTRL_C) resolve(null);
      else typed = BACKSPACE.has(sign) ? typed.slice(0, -1) : [...typed, sign];
    }
  };
  stdin.setRawMode(true);
  stdin.on('data', receive).resume();
  try {
    return await promise;
  } finally {
    stdin.off('data', receive).pause().setRawMode(false);
  }
}
