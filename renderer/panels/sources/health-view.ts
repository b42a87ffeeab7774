import type { WindowSource } from '../../../main/contract/api/sources.ts';
import { msText } from '../../ui/figures.ts';
import { STEP_WORDS } from '../../workspace/step-words.ts';

/** What is known of a source's connection, as the chip shows it and says it. */
export interface HealthView {
  readonly tone: 'quiet' | 'ok' | 'failed';
  readonly text: string;
  readonly title: string;
}

/** The words of a source's health. */
export function healthView({ state, health, secretState }: WindowSource): HealthView {
  if (state === 'killed')
    return { tone: 'quiet', text: 'off', title: 'Switched off: queries on it are refused.' };
  if (secretState === 'missing')
    return { tone: 'failed', text: 'password', title: 'Its password is not known here: edit it.' };
  if (secretState === 'locked')
    return {
      tone: 'failed',
      text: 'locked',
      title: 'Its password is in the encrypted file, which is locked.',
    };
  const when = health.checkedAt === null ? '' : ` at ${new Date(health.checkedAt).toLocaleTimeString()}`;
  switch (health.state) {
    case 'unknown':
      return { tone: 'quiet', text: '', title: 'Not tested yet' };
    case 'checking':
      return { tone: 'quiet', text: '', title: 'Testing the connection' };
    case 'ok':
      return { tone: 'ok', text: msText(health.ms), title: `Answered in ${msText(health.ms)}${when}` };
    case 'failed': {
      const step = health.error?.step ?? null;
      const text = step === null ? 'failed' : uncapitalised(STEP_WORDS[step]);
      return {
        tone: 'failed',
        text,
        title: `Failed${when}: ${health.error?.message ?? 'no more is known.'}`,
      };
    }
  }
}

/** A word in the middle of a line: abbreviations such as TCP stay as they are. */
function uncapitalised(words: string): string {
  return words.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
}
