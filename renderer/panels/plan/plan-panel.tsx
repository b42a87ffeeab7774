import { Network } from 'lucide-react';
import { type KeyboardEvent, type ReactElement, useRef, useState } from 'react';
import type { ExplainReport, PlanTree } from '../../../engine/types/explain.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useShownReport } from '../../workspace/shown-report.ts';
import { NodeDetails } from './node-details.tsx';
import { PlanLine } from './plan-line.tsx';
import { planRows, planStep } from './plan-rows.ts';
import styles from './plan.module.css';

/** The plan of the result in front, or of the text that was explained, as a tree. */
export function PlanPanel(): ReactElement {
  const { report } = useShownReport();
  if (report === null) {
    return (
      <EmptyState
        icon={Network}
        title="No plan yet"
        text="Run a query, or ask what would go where: its operators appear as a tree, each in the colour of the source that does it."
      />
    );
  }
  return <Plan key={report.sql} report={report} />;
}

function Plan({ report }: { readonly report: ExplainReport }): ReactElement {
  const tree = useRef<HTMLDivElement>(null);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [active, setActive] = useState(report.plan.id);
  const rows = planRows(report.plan, closed);
  const shown = rows.some(({ node }) => node.id === active) ? active : report.plan.id;
  const toggle = (id: string): void =>
    setClosed((known) =>
      known.has(id) ? new Set([...known].filter((one) => one !== id)) : new Set([...known, id]),
    );
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = planStep(rows, shown, event.key);
    if (step === null) return;
    event.preventDefault();
    if (step.kind === 'toggle') return toggle(step.id);
    setActive(step.id);
    const at = rows.findIndex(({ node }) => node.id === step.id);
    tree.current?.querySelectorAll<HTMLElement>('[role=treeitem]').item(at).focus();
  };
  const node = find(report.plan, shown);
  return (
    <div className={styles.frame}>
      <div className={styles.panel}>
        <div
          ref={tree}
          role="tree"
          tabIndex={-1}
          aria-label="Plan"
          className={styles.tree}
          onKeyDown={onKeyDown}
        >
          {rows.map((row) => (
            <PlanLine
              key={row.node.id}
              row={row}
              parts={report.fragments}
              isActive={row.node.id === shown}
              onPick={() => setActive(row.node.id)}
              onToggle={() => toggle(row.node.id)}
            />
          ))}
        </div>
        {node !== null && <NodeDetails node={node} report={report} />}
      </div>
    </div>
  );
}

function find(node: PlanTree, id: string): PlanTree | null {
  if (node.id === id) return node;
  for (const child of node.children) {
    const found = find(child, id);
    if (found !== null) return found;
  }
  return null;
}
