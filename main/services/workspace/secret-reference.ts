/** Where a password is kept: never the password itself. */
export type SecretReference =
  | { readonly kind: 'keychain' }
  | { readonly kind: 'env'; readonly variable: string }
  | { readonly kind: 'file'; readonly path: string };

/** Reads `keychain`, `env:NAME` or `file:PATH`; null for any other text. */
export function parseSecretReference(text: string): SecretReference | null {
  if (text === 'keychain') return { kind: 'keychain' };
  const env = /^env:([A-Za-z_][A-Za-z0-9_]*)$/.exec(text);
  if (env?.[1] !== undefined) return { kind: 'env', variable: env[1] };
  const file = /^file:(.+)$/.exec(text);
  return file?.[1] === undefined ? null : { kind: 'file', path: file[1] };
}

/** The text that `parseSecretReference` reads back. */
export function printSecretReference(reference: SecretReference): string {
  switch (reference.kind) {
    case 'keychain':
      return 'keychain';
    case 'env':
      return `env:${reference.variable}`;
    case 'file':
      return `file:${reference.path}`;
  }
}
