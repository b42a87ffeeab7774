import type { SourceStep } from '../../../engine/errors/atoll-error.ts';
import type { ProbedStep } from '../../../main/contract/sources.ts';

/** One line of a connection test. */
export type StepView =
  | { readonly step: SourceStep; readonly state: 'waiting' | 'running' | 'not-reached' }
  | { readonly step: SourceStep; readonly state: 'ok' | 'failed'; readonly done: ProbedStep };

/** What is tested: it says which steps are to be expected. */
export interface TestedKind {
  readonly isNetwork: boolean;
  readonly tunnel: boolean;
  /** Whether the connection may be encrypted: otherwise there is no such step. */
  readonly tls: boolean;
}

function expectedSteps({ isNetwork, tunnel, tls }: TestedKind): readonly SourceStep[] {
  if (!isNetwork) return ['file'];
  return [
    ...(tunnel ? (['tunnel'] as const) : []),
    'lookup',
    'tcp',
    ...(tls ? (['tls'] as const) : []),
    'login',
    'query',
  ];
}

/**
 * The steps of a test in order: those that ended, the one that runs, and those still to come. A source may have steps
 * that nobody expected (a start), and skip some that were (no encryption): those before one that ended are left out.
 */
export function stepsView(
  kind: TestedKind,
  ended: readonly ProbedStep[],
  running: boolean,
): readonly StepView[] {
  const expected = expectedSteps(kind);
  const last = Math.max(-1, ...ended.map(({ step }) => expected.indexOf(step)));
  const stopped = ended.some(({ ok }) => !ok);
  const done = ended.map(
    (step): StepView => ({ step: step.step, state: step.ok ? 'ok' : 'failed', done: step }),
  );
  // A whole test that ended well has no more steps, whatever was expected.
  if (!running && !stopped) return done;
  const open = expected.slice(last + 1).map(
    (step, at): StepView => ({
      step,
      state: stopped || !running ? 'not-reached' : at === 0 ? 'running' : 'waiting',
    }),
  );
  return [...done, ...open];
}

/** What would mend a failed step: the words of a button, and the field that it leads to. */
export interface Mending {
  readonly label: string;
  readonly field: string;
}

/**
 * Where to mend a failed step; null where no field of the form would help. `fields`: names of the kind's. `message`: of
 * the step's error.
 */
export function mendingOf(step: SourceStep, fields: readonly string[], message = ''): Mending | null {
  const to = (label: string, ...names: readonly string[]): Mending | null => {
    const name = names.find((one) => fields.includes(one));
    return name === undefined ? null : { label, field: `config.${name}` };
  };
  switch (step) {
    case 'lookup':
    case 'tcp':
      return to('Edit host', 'host');
    case 'tls':
      // No certificate helps against a server that has none.
      if (message.includes('offers no encryption')) return to('Edit encryption', 'sslmode');
      return to('Choose CA file', 'sslrootcert', 'sslca') ?? to('Edit encryption', 'sslmode');
    case 'login':
    case 'secret':
      return { label: 'Enter password', field: 'secret' };
    case 'tunnel':
      return { label: 'Edit tunnel', field: 'tunnel.host' };
    case 'query':
      return to('Edit database', 'database', 'path');
    case 'file':
    case 'read':
      return to('Edit path', 'path');
    case 'start':
      return to('Edit managed server', 'managed');
    case 'config':
      return { label: 'Edit settings', field: 'name' };
  }
}
