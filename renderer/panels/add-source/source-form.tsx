import type { ReactElement } from 'react';
import type { WindowField } from '../../../main/contract/api/sources.ts';
import { TextField } from '../../ui/text-field.tsx';
import styles from './add-source.module.css';
import { ConfigField } from './config-field.tsx';
import type { FormPart } from './form-part.ts';
import { Fold, LimitsPart, MarkPart, TunnelPart } from './more-parts.tsx';
import { SecretPart } from './secret-part.tsx';

interface SourceFormProps extends FormPart {
  readonly hasKept: boolean;
}

/** Fields of a server that everybody sets, though most have a default. */
const FIRST = ['host', 'port', 'database', 'user'];
/** Fields about encryption, which stand together. */
const TLS = ['sslmode', 'sslrootcert', 'sslca'];

/** The form of a source, drawn from the fields of its kind: what is needed first, the rest folded. */
export function SourceForm({ hasKept, ...part }: SourceFormProps): ReactElement {
  const { kind, values, errors, change } = part;
  const isFirst = ({ name, required }: WindowField): boolean => required || FIRST.includes(name);
  const first = kind.fields.filter(isFirst);
  const tls = kind.fields.filter(({ name }) => TLS.includes(name));
  const rest = kind.fields.filter((field) => !isFirst(field) && !tls.includes(field));
  const draw = (fields: readonly WindowField[]): readonly ReactElement[] =>
    fields.map((field) => (
      <div key={field.name} data-field={`config.${field.name}`}>
        <ConfigField
          field={field}
          value={values.fields[field.name]}
          error={errors[`config.${field.name}`]}
          onChange={(value) => change({ fields: { ...values.fields, [field.name]: value } })}
        />
      </div>
    ));
  return (
    <div className={styles.form}>
      <div className={styles.grid}>
        <div data-field="name">
          <TextField
            label="Name"
            required
            mono
            value={values.name}
            error={errors['name']}
            help="Queries write it before the dot."
            onChange={(name) => change({ name })}
          />
        </div>
        {draw(first)}
      </div>
      {kind.takesSecret && <SecretPart {...part} hasKept={hasKept} />}
      {tls.length > 0 && (
        <Fold title="Encryption" note={plain(values.fields['sslmode'])}>
          {draw(tls)}
        </Fold>
      )}
      {kind.isNetwork && <TunnelPart {...part} />}
      {rest.length > 0 && <Fold title="More settings">{draw(rest)}</Fold>}
      <LimitsPart {...part} />
      <MarkPart {...part} />
    </div>
  );
}

function plain(value: string | boolean | undefined): string {
  return typeof value === 'string' ? value : '';
}
