import type { SourceStep } from '../../engine/errors/atoll-error.ts';

/** The steps of reaching a source, as a person would name them. */
export const STEP_WORDS: Readonly<Record<SourceStep, string>> = {
  config: 'Settings',
  secret: 'Password',
  tunnel: 'SSH tunnel',
  lookup: 'Name look-up',
  tcp: 'TCP connection',
  tls: 'TLS',
  login: 'Login',
  query: 'First query',
  read: 'Reading',
  file: 'File',
  start: 'Start',
};
