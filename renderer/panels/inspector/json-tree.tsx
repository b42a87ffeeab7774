import type { ReactElement } from 'react';
import styles from './inspector.module.css';

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** Entries of a list or record that are drawn; more are counted. */
const ENTRIES = 200;

/** A nested value, each level to open and close. */
export function JsonTree({ value }: { readonly value: JsonValue }): ReactElement {
  return (
    <div className={styles.tree}>
      <Node label={null} value={value} depth={0} />
    </div>
  );
}

interface NodeProps {
  readonly label: string | null;
  readonly value: JsonValue;
  readonly depth: number;
}

function Node({ label, value, depth }: NodeProps): ReactElement {
  const name = label !== null && <span className={styles.key}>{label}: </span>;
  if (typeof value !== 'object' || value === null) {
    return (
      <div className={styles.leaf}>
        {name}
        <span className={value === null ? styles.absent : undefined}>{JSON.stringify(value)}</span>
      </div>
    );
  }
  const entries: readonly (readonly [string, JsonValue])[] = Object.entries(value);
  const kind = Array.isArray(value) ? `[${entries.length}]` : `{${entries.length}}`;
  return (
    <details className={styles.branch} open={depth < 2}>
      <summary>
        {name}
        <span className={styles.quiet}>{kind}</span>
      </summary>
      {entries.slice(0, ENTRIES).map(([key, item]) => (
        <Node key={key} label={key} value={item} depth={depth + 1} />
      ))}
      {entries.length > ENTRIES && (
        <p className={styles.quiet}>and {entries.length - ENTRIES} more: look at it as text</p>
      )}
    </details>
  );
}
