import { ChevronDown, ChevronRight } from 'lucide-react';
import type { ReactElement } from 'react';
import { countText } from '../../ui/figures.ts';
import { hueColours } from '../../ui/hue.ts';
import { Hidden } from '../../ui/hidden.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Monogram } from '../../ui/monogram.tsx';
import { useSource } from '../../workspace/sources-store.ts';
import { type Part, partName } from '../../workspace/part-words.ts';
import type { PlanRow } from './plan-rows.ts';
import styles from './plan.module.css';

interface PlanLineProps {
  readonly row: PlanRow;
  /** All pieces that run at sources. */
  readonly parts: readonly Part[];
  readonly isActive: boolean;
  readonly onPick: () => void;
  readonly onToggle: () => void;
}

/** One operator: where it runs, what it does, how many rows it gives. */
export function PlanLine({ row, parts, isActive, onPick, onToggle }: PlanLineProps): ReactElement {
  const { node, level, place, of, isOpen, beginsFragment } = row;
  // A source may be named `local` too: what runs at one belongs to a piece of it.
  const isLocal = node.fragment === null;
  const source = useSource(node.site);
  const hue = isLocal ? null : (source?.hue ?? null);
  const letters = isLocal ? '·' : (source?.monogram ?? node.site.slice(0, 2).toUpperCase());
  const hasChildren = node.children.length > 0;
  const { actualRows, estimatedRows } = node;
  return (
    <div
      role="treeitem"
      tabIndex={isActive ? 0 : -1}
      aria-level={level}
      aria-posinset={place}
      aria-setsize={of}
      aria-selected={isActive}
      aria-expanded={hasChildren ? isOpen : undefined}
      className={isActive ? `${styles.line} ${styles.active}` : styles.line}
      style={{ paddingInlineStart: `calc(${level - 1} * var(--indent))` }}
      onClick={onPick}
      onDoubleClick={onToggle}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onToggle();
      }}
    >
      <span className={styles.twist} aria-hidden="true" onClick={onToggle}>
        {hasChildren && <Icon shape={isOpen ? ChevronDown : ChevronRight} size={14} />}
      </span>
      <span className={styles.site} style={{ backgroundColor: hueColours(hue).mark }} aria-hidden="true" />
      <Monogram hue={hue} letters={letters} />
      {beginsFragment && node.fragment !== null && (
        <span className={styles.fragment} title={node.fragment}>
          {partName(parts, node.fragment)}
        </span>
      )}
      <code className={styles.text} title={node.line}>
        {node.line}
      </code>
      <Hidden>at {isLocal ? 'this machine' : node.site}</Hidden>
      <span className={styles.rows}>
        {actualRows !== null && `${countText(actualRows)} rows`}
        {estimatedRows !== null && (
          <span className={styles.quiet}>
            {actualRows === null
              ? `about ${countText(estimatedRows)} rows`
              : `, ${countText(estimatedRows)} expected`}
          </span>
        )}
      </span>
    </div>
  );
}
