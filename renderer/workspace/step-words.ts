import type { SourceStep } from '../../engine/errors/atoll-error.ts';

/** The steps of reaching a source, as a person would name them. */
export const STEP_WORDS: Readonly<Record<SourceStep, string>> = {
  config: 'Settings',
  secret: 'Password',
  lookup: 'Name look-up',
  tcp: 'Connection',
  tls: 'Encryption',
  login: 'Login',
  query: 'First query',
  read: 'Reading',
  file: 'File',
  start: 'Start',
};
