import { CircleCheck, CircleDashed, CircleX, LoaderCircle } from 'lucide-react';
import { type ReactElement, useEffect, useRef } from 'react';
import { Button } from '../../ui/button.tsx';
import { msText } from '../../ui/figures.ts';
import { STEP_WORDS } from '../../workspace/step-words.ts';
import type { ProbeView } from './follow-probe.ts';
import styles from './steps-list.module.css';
import { mendingOf, type StepView, stepsView, type TestedKind } from './steps-view.ts';

interface StepsListProps {
  readonly kind: TestedKind;
  readonly view: ProbeView;
  /** Names of the fields that the kind has. */
  readonly fields: readonly string[];
  /** Leads to the field where a failed step is mended. */
  readonly onMend: (field: string) => void;
}

/** A connection test step by step, as it goes. */
export function StepsList({ kind, view, fields, onMend }: StepsListProps): ReactElement {
  const box = useRef<HTMLElement>(null);
  const ended = view.steps.length;
  useEffect(() => {
    if (ended >= 0) box.current?.scrollIntoView({ block: 'nearest' });
  }, [ended]);
  return (
    <section ref={box} className={styles.test} aria-label="Connection test">
      <p role="status" className={styles.outcome} data-state={view.state}>
        {outcomeText(view)}
      </p>
      {view.error !== null && (
        <p className={styles.failure}>
          {view.error.message} {view.error.hint}
        </p>
      )}
      <ol className={styles.steps}>
        {stepsView(kind, view.steps, view.state === 'running').map((step) => (
          <Step key={step.step} step={step} fields={fields} onMend={onMend} />
        ))}
      </ol>
    </section>
  );
}

function outcomeText({ state, steps }: ProbeView): string {
  const ms = steps.reduce((sum, step) => sum + step.ms, 0);
  switch (state) {
    case 'running':
      return 'Testing the connection…';
    case 'ok':
      return `It works: answered in ${msText(ms)}.`;
    case 'cancelled':
      return 'The test was cancelled.';
    case 'failed': {
      const failed = steps.find(({ ok }) => !ok);
      return failed === undefined ? 'The test could not begin.' : `Failed at: ${STEP_WORDS[failed.step]}.`;
    }
  }
}

interface StepProps {
  readonly step: StepView;
  readonly fields: readonly string[];
  readonly onMend: (field: string) => void;
}

const STATE_WORDS = {
  waiting: 'waiting',
  running: 'running',
  'not-reached': 'not reached',
  ok: 'done',
  failed: 'failed',
} as const;

function Step({ step, fields, onMend }: StepProps): ReactElement {
  const done = step.state === 'ok' || step.state === 'failed' ? step.done : null;
  const mending = step.state === 'failed' ? mendingOf(step.step, fields, done?.error?.message) : null;
  return (
    <li className={styles.step} data-state={step.state}>
      <StepIcon state={step.state} />
      <span className={styles.name}>{STEP_WORDS[step.step]}</span>
      <span className={styles.state}>
        {step.state === 'ok' ? msText(step.done.ms) : STATE_WORDS[step.state]}
      </span>
      {done?.detail != null && <span className={styles.detail}>{done.detail}</span>}
      {done?.error != null && (
        <div className={styles.failure}>
          <p>{done.error.message}</p>
          {done.error.hint !== null && <p className={styles.hint}>{done.error.hint}</p>}
          {mending !== null && <Button onPress={() => onMend(mending.field)}>{mending.label}</Button>}
        </div>
      )}
    </li>
  );
}

const SIZE = 14;

function StepIcon({ state }: { state: StepView['state'] }): ReactElement {
  if (state === 'ok') return <CircleCheck size={SIZE} />;
  if (state === 'failed') return <CircleX size={SIZE} />;
  return state === 'running' ? <LoaderCircle size={SIZE} /> : <CircleDashed size={SIZE} />;
}
