/** What the shell tells the host, once. */
export interface ToHost {
  readonly kind: 'listen';
  readonly socketPath: string;
  readonly token: string;
  readonly workspaceDir: string | null;
}

/** What the host answers. */
export type FromHost = { readonly kind: 'listening' } | { readonly kind: 'failed'; readonly message: string };
