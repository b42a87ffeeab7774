import type { ReactElement, ReactNode } from 'react';
import styles from './field.module.css';

export interface FieldWords {
  readonly label: string;
  readonly help?: string | undefined;
  readonly error?: string | null | undefined;
  readonly required?: boolean | undefined;
  /** The label is only told to screen readers: where something visible beside it says the same. */
  readonly hideLabel?: boolean | undefined;
}

interface FieldFrameProps extends FieldWords {
  readonly id: string;
  readonly children: ReactNode;
}

/** What stands around an input: its label above, help or the error below. */
export function FieldFrame(props: FieldFrameProps): ReactElement {
  const { id, label, help, error, required = false, hideLabel = false, children } = props;
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={hideLabel ? styles.hidden : styles.label}>
        {label}
        {required && <span className={styles.required}> (required)</span>}
      </label>
      {children}
      {isShown(error) ? (
        <p id={`${id}-note`} className={styles.error} role="alert">
          {error}
        </p>
      ) : (
        isShown(help) && (
          <p id={`${id}-note`} className={styles.help}>
            {help}
          </p>
        )
      )}
    </div>
  );
}

/** The ARIA that ties an input to what its frame says. */
export function describedBy(
  id: string,
  { help, error }: FieldWords,
): { readonly 'aria-describedby': string | undefined; readonly 'aria-invalid': true | undefined } {
  return {
    'aria-describedby': isShown(help) || isShown(error) ? `${id}-note` : undefined,
    'aria-invalid': isShown(error) ? true : undefined,
  };
}

function isShown(text: string | null | undefined): text is string {
  return text !== undefined && text !== null && text !== '';
}
