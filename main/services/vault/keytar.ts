import { AsyncEntry } from '@napi-rs/keyring';
import type * as keytar from '@napi-rs/keyring/keytar.js';

/**
 * Keytar's interface over the keychain of the system: Keychain, Credential Manager, Secret Service. The package's own
 * module of that interface takes no options, and without them it would on Linux fall back, in silence, to the kernel's
 * keys, which are gone after a restart. Constructing an entry connects to the service, in the calling thread.
 */
export const systemKeychain: Pick<typeof keytar, 'getPassword' | 'setPassword' | 'deletePassword'> = {
  getPassword: async (service, account) => await entry(service, account).getPassword(),
  setPassword: async (service, account, password) => await entry(service, account).setPassword(password),
  deletePassword: async (service, account) => await entry(service, account).deletePassword(),
};

function entry(service: string, account: string): AsyncEntry {
  return new AsyncEntry(service, account, { linux: { store: 'secret-service' } });
}
