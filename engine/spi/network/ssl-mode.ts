export const SSL_MODES = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full'] as const;

/** As libpq has them, but `prefer` never falls back to plain text once the server has agreed to TLS. */
export type SslMode = (typeof SSL_MODES)[number];
