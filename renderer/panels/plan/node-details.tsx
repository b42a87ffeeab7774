import { Copy } from 'lucide-react';
import type { ReactElement } from 'react';
import type { ExplainReport, PlanTree } from '../../../engine/types/explain.ts';
import { Button } from '../../ui/button.tsx';
import { bytesText, countText } from '../../ui/figures.ts';
import { copyText } from '../../workspace/clipboard.ts';
import { partName } from '../../workspace/part-words.ts';
import styles from './plan.module.css';

interface NodeDetailsProps {
  readonly node: PlanTree;
  readonly report: ExplainReport;
}

/** All that is known of one operator. */
export function NodeDetails({ node, report }: NodeDetailsProps): ReactElement {
  const outcomes = report.outcomes.filter((one) => one.node === node.id);
  const fragment = report.fragments.find(({ id }) => id === node.fragment);
  return (
    <section className={styles.details} aria-label="Operator">
      <h3>{node.kind}</h3>
      <code className={styles.whole}>{node.line}</code>
      <span>
        <Button kind="quiet" icon={Copy} onPress={() => void copyText(node.line, 'Copied the operator.')}>
          Copy
        </Button>
      </span>
      <dl className={styles.facts}>
        <dt>Runs at</dt>
        <dd>{node.fragment === null ? 'this machine' : partName(report.fragments, node.fragment)}</dd>
        <dt>Rows</dt>
        <dd>
          {node.actualRows === null
            ? `${countText(node.estimatedRows)} expected`
            : `${countText(node.actualRows)} (${countText(node.estimatedRows)} expected)`}
        </dd>
        <dt>Size expected</dt>
        <dd>{bytesText(node.estimatedBytes)}</dd>
      </dl>
      {outcomes.map(({ expression, reason, hint }) => (
        <p key={`${expression ?? ''} ${reason ?? ''}`}>
          {expression !== null && <code>{expression} </code>}
          {reason ?? 'Done at its source.'} {hint}
        </p>
      ))}
      {fragment !== undefined && <pre className={styles.sql}>{fragment.sql}</pre>}
      <h4 className={styles.columnsTitle}>Columns</h4>
      <ul className={styles.columns}>
        {node.columns.map(({ name, type }, at) => (
          <li key={`${at} ${name}`}>
            <span>{name}</span> <span className={styles.quiet}>{type}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
