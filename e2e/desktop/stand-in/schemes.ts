import type * as Electron from 'electron';
import type { Program } from './app.ts';
import type { ProtocolHandler } from './page-server.ts';
import { strict } from './strict.ts';

/** The schemes that the program has registered, and who answers for them. */
export class Schemes {
  /** Privileges by scheme. */
  readonly registered = new Map<string, Electron.Privileges>();
  handler: ProtocolHandler | null = null;
  readonly #program: Program;

  constructor(program: Program) {
    this.#program = program;
  }

  /** `protocol`: https://www.electronjs.org/docs/latest/api/protocol */
  module(): Electron.Protocol {
    return strict<Electron.Protocol>('protocol', {
      // https://www.electronjs.org/docs/latest/api/protocol#protocolregisterschemesasprivilegedcustomschemes: before
      // `ready` alone.
      registerSchemesAsPrivileged: (list) => {
        this.#program.mustNotBeReady('protocol.registerSchemesAsPrivileged()');
        for (const { scheme, privileges } of list) this.registered.set(scheme, privileges ?? {});
      },
      // https://www.electronjs.org/docs/latest/api/protocol: all but the registering is for after `ready`.
      handle: (scheme, handler) => {
        this.#program.mustBeReady('protocol.handle()');
        if (!this.registered.has(scheme)) throw new Error(`The scheme ${scheme} was not registered.`);
        this.handler = handler;
      },
    });
  }
}
