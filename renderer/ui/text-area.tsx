import { type ComponentProps, type ReactElement, useId } from 'react';
import styles from './field.module.css';
import { describedBy, FieldFrame, type FieldWords } from './field-frame.tsx';

type Native = Omit<ComponentProps<'textarea'>, 'value' | 'onChange' | 'id' | 'className'>;

export interface TextAreaProps extends FieldWords, Native {
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly mono?: boolean;
  readonly required?: boolean;
}

/** Several lines of text under their label. */
export function TextArea(props: TextAreaProps): ReactElement {
  const { label, value, onChange, help, error, mono = false, hideLabel, ...native } = props;
  const id = useId();
  return (
    <FieldFrame {...{ id, label, help, error, hideLabel, required: props.required }}>
      <textarea
        spellCheck={false}
        {...native}
        id={id}
        value={value}
        className={[styles.input, styles.area, mono && styles.mono].filter(Boolean).join(' ')}
        {...describedBy(id, { label, help, error })}
        onChange={(event) => onChange(event.target.value)}
      />
    </FieldFrame>
  );
}
