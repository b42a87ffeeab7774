import { EXIT_CODES } from './exit-codes.ts';

export const SECRETS_HELP = `atoll secrets: passwords of sources in the keychain of the system

  atoll secrets [-w DIR] set NAME         ask for the password of a source and keep it; it can also
                                          come on standard input
  atoll secrets [-w DIR] forget NAME      take it out again

Options
  -w, --workspace DIR     the folder with atoll.yaml; else the current one or its nearest parent

It is used by sources with secret: keychain in atoll.yaml, and is filed under the source's name and
the workspace's folder: a copy of the workspace elsewhere has passwords of its own. On Linux the
keychain is what answers as the Secret Service (GNOME Keyring, KWallet, KeePassXC). A password is
never an argument of a command.

Examples
  atoll secrets set shop
  pass show shop | atoll secrets set shop

${EXIT_CODES}`;
