import type { ReactElement } from 'react';
import type { WindowSource } from '../../../main/contract/api/sources.ts';
import { Button } from '../../ui/button.tsx';
import { agoText, msText } from '../../ui/figures.ts';
import { Monogram } from '../../ui/monogram.tsx';
import { runCommand } from '../../workspace/commands.ts';
import { useReveal } from '../../workspace/reveal-store.ts';
import { useSource } from '../../workspace/sources-store.ts';
import { type Fact, Facts } from './facts.tsx';
import styles from './inspector.module.css';

/** A registered source: its kind, place and health. */
export function SourceFacts({ source }: { readonly source: string }): ReactElement {
  const known = useSource(source);
  if (known === null) return <p className={styles.quiet}>{source} is not registered any more.</p>;
  return (
    <>
      <h3 className={styles.title}>
        <Monogram hue={known.hue} letters={known.monogram} /> {known.name}
      </h3>
      <Facts facts={factsOf(known)} />
      <Button onPress={() => show(known.name)}>Show among the sources</Button>
    </>
  );
}

function show(source: string): void {
  useReveal.getState().reveal({ source, table: null });
  runCommand('view.sources');
}

const HEALTH = {
  unknown: 'not checked',
  checking: 'being checked',
  ok: 'answers',
  failed: 'does not answer',
} as const;

function factsOf({ label, where, region, tags, production, health, state }: WindowSource): readonly Fact[] {
  const answered = health.ms === null || health.state === 'failed' ? '' : `, in ${msText(health.ms)}`;
  return [
    ['Kind', label],
    ['Where', where],
    ...(region === null ? [] : ([['Region', region]] as const)),
    ...(tags.length === 0 ? [] : ([['Tags', tags.join(', ')]] as const)),
    ...(production ? ([['Production', 'asks before heavy reads']] as const) : []),
    ['Health', state === 'killed' ? 'switched off' : `${HEALTH[health.state]}${answered}`],
    ...(health.checkedAt === null ? [] : ([['Checked', agoText(health.checkedAt, Date.now())]] as const)),
    ...(health.error === null ? [] : ([['Problem', health.error.message]] as const)),
  ];
}
