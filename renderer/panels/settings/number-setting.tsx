import { type ReactElement, useState } from 'react';
import { TextField } from '../../ui/text-field.tsx';

export interface NumberSettingProps {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly unit: string;
  readonly onChange: (value: number) => void;
}

/** A whole number between bounds: kept as soon as it is one, with what is wrong beside it until then. */
export function NumberSetting(props: NumberSettingProps): ReactElement {
  const { label, value, least, most, unit, onChange } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const wanted = Number(typed ?? value);
  const fits = Number.isInteger(wanted) && wanted >= least && wanted <= most;
  const bounds = `${least.toLocaleString()} to ${most.toLocaleString()} ${unit}`;
  return (
    <TextField
      label={label}
      type="number"
      value={typed ?? String(value)}
      min={least}
      max={most}
      help={bounds}
      error={fits ? null : `A whole number from ${bounds}.`}
      onBlur={() => fits && setTyped(null)}
      onChange={(text) => {
        setTyped(text);
        const number = Number(text);
        if (text !== '' && Number.isInteger(number) && number >= least && number <= most) onChange(number);
      }}
    />
  );
}
