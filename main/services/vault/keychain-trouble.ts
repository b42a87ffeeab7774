/** Why the keychain of the system can't be used now, as a sentence for the user. */
export class KeychainTrouble extends Error {
  override readonly name = 'KeychainTrouble';
}

const NAMES: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'The keychain',
  win32: 'The Credential Manager',
};

/** What the library said, put into words. */
export function troubleOf(words: string, platform: NodeJS.Platform = process.platform): KeychainTrouble {
  const name = NAMES[platform] ?? 'The keyring';
  if (/dismissed|user canceled|user interaction is not allowed|errSecAuthFailed/i.test(words))
    return new KeychainTrouble(`${name} is locked, and it was not unlocked when it asked.`);
  if (/locked/i.test(words)) return new KeychainTrouble(`${name} is locked.`);
  if (
    platform === 'linux' &&
    /dbus|d-bus|ServiceUnknown|not provided|no result found|secret service/i.test(words)
  )
    return new KeychainTrouble(
      `No Secret Service answers in this session, which GNOME Keyring, KWallet or KeePassXC provide (${plain(words)}).`,
    );
  return new KeychainTrouble(`${name} can't be used: ${plain(words)}.`);
}

/** It gave no answer: most likely it still waits for somebody to unlock it. */
export function silent(ms: number, platform: NodeJS.Platform = process.platform): KeychainTrouble {
  const name = NAMES[platform] ?? 'The keyring';
  return new KeychainTrouble(`${name} gave no answer within ${Math.round(ms / 1000)} s.`);
}

function plain(words: string): string {
  const line = words.split('\n')[0] ?? words;
  return line.replace(/^Platform failure: |^Couldn't access platform storage: /, '').replace(/\.$/, '');
}
