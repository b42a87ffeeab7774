import { Ban, CircleCheck, CircleHelp, Ellipsis, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import type { WindowSource } from '../../../main/contract/api/sources.ts';
import { useDialogs } from '../../workspace/dialogs-store.ts';
import { type HealthView, healthView } from './health-view.ts';
import styles from './tree.module.css';

/** Opens the test of the connection. Keyboards reach the same by the menu of the row. */
export function HealthChip({ source }: { source: WindowSource }): ReactElement {
  const { tone, text, title } = healthView(source);
  return (
    <button
      type="button"
      tabIndex={-1}
      title={title}
      className={`${styles.chip} ${styles[tone]}`}
      onClick={() => useDialogs.getState().show({ kind: 'test-source', source: source.name })}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <ChipIcon source={source} tone={tone} />
      {text}
    </button>
  );
}

const SIZE = 12;

function ChipIcon({ source, tone }: { source: WindowSource; tone: HealthView['tone'] }): ReactElement {
  if (source.state === 'killed') return <Ban size={SIZE} />;
  if (tone === 'failed') return <TriangleAlert size={SIZE} />;
  if (tone === 'ok') return <CircleCheck size={SIZE} />;
  return source.health.state === 'checking' ? <Ellipsis size={SIZE} /> : <CircleHelp size={SIZE} />;
}
