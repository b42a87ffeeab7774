/**
 * The process that speaks to the keychain. It is one of its own because a native call can wait for as long as a person
 * looks at a prompt, and neither a thread of the pool nor a worker could then be ended: a process can.
 */
import { SERVICE } from './account.ts';
import type { KeychainAnswer, KeychainRequest } from './keychain-protocol.ts';

async function answer(request: KeychainRequest): Promise<KeychainAnswer> {
  const { ask, account } = request;
  try {
    // Loaded here, so that a system without the library gets an answer and not a dead process.
    const { systemKeychain } = await import('./keytar.ts');
    switch (request.method) {
      case 'getPassword':
        return { ask, ok: true, secret: await systemKeychain.getPassword(SERVICE, account) };
      case 'setPassword':
        await systemKeychain.setPassword(SERVICE, account, request.secret ?? '');
        return { ask, ok: true, secret: null };
      case 'deletePassword':
        await systemKeychain.deletePassword(SERVICE, account);
        return { ask, ok: true, secret: null };
    }
  } catch (error) {
    return { ask, ok: false, error: error instanceof Error ? error.message : String(error) };
  }
}

process.on('message', (request: KeychainRequest) => {
  void answer(request).then((reply) => process.send?.(reply));
});
// Also while a native call waits: that call is what nobody wants any more.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.on('SIGINT', () => undefined);
