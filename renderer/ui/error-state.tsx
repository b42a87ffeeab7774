import { CircleAlert, Copy, RotateCw } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import styles from './panel-state.module.css';

export interface ErrorStateProps {
  readonly title: string;
  /** What happened, and where. */
  readonly message: string;
  /** What to do about it. */
  readonly hint: string | null;
  /** The long form, folded. */
  readonly details?: string | null;
  readonly onRetry?: () => void;
}

/** What a panel says when it could not do its work. */
export function ErrorState({ title, message, hint, details, onRetry }: ErrorStateProps): ReactElement {
  const long = details ?? null;
  return (
    <div className={`${styles.state} ${styles.error}`} role="alert">
      <Icon shape={CircleAlert} />
      <h3>{title}</h3>
      <p>{message}</p>
      {hint !== null && <p className={styles.hint}>{hint}</p>}
      {long !== null && (
        <details className={styles.details}>
          <summary>Details</summary>
          <pre>{long}</pre>
        </details>
      )}
      <div className={styles.actions}>
        {onRetry !== undefined && (
          <Button icon={RotateCw} onPress={onRetry}>
            Try again
          </Button>
        )}
        <CopyButton text={[title, message, hint, long].filter((part) => part !== null).join('\n')} />
      </div>
    </div>
  );
}

function CopyButton({ text }: { text: string }): ReactElement {
  const [copied, setCopied] = useState(false);
  return (
    <Button
      kind="quiet"
      icon={Copy}
      onPress={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
    >
      {copied ? 'Copied' : 'Copy message'}
    </Button>
  );
}
