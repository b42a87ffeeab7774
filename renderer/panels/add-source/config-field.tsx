import type { ReactElement } from 'react';
import type { WindowField } from '../../../main/contract/api/sources.ts';
import { CheckField } from '../../ui/check-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { PathField } from './path-field.tsx';

interface ConfigFieldProps {
  readonly field: WindowField;
  readonly value: string | boolean | undefined;
  readonly error: string | undefined;
  readonly onChange: (value: string | boolean) => void;
}

/** A setting of a kind of source, as its type asks for. */
export function ConfigField({ field, value, error, onChange }: ConfigFieldProps): ReactElement {
  const { label, required, help } = field;
  const text = typeof value === 'string' ? value : '';
  const words = { label, required, help, error: error ?? null };
  const placeholder = field.default === null ? '' : String(field.default);
  switch (field.type) {
    case 'boolean':
      return (
        <CheckField
          label={label}
          help={help}
          checked={typeof value === 'boolean' ? value : field.default === true}
          onChange={onChange}
        />
      );
    case 'choice':
      return (
        <SelectField
          {...words}
          value={text === '' ? placeholder : text}
          options={field.choices.map((choice) => ({ value: choice, label: choice }))}
          onChange={onChange}
        />
      );
    case 'object':
      return <TextArea {...words} mono rows={2} placeholder="{ }" value={text} onChange={onChange} />;
    case 'path':
      return <PathField {...words} value={text} onChange={onChange} />;
    case 'number':
    case 'list':
    case 'text':
      return (
        <TextField
          {...words}
          inputMode={field.type === 'number' ? 'numeric' : 'text'}
          placeholder={placeholder}
          value={text}
          onChange={onChange}
        />
      );
  }
}
