import type { ReactElement, ReactNode } from 'react';
import { CheckField } from '../../ui/check-field.tsx';
import { HuePicker } from '../../ui/hue-picker.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './add-source.module.css';
import type { FormPart } from './form-part.ts';
import { NO_TUNNEL, type TunnelValues } from './form-values.ts';
import { LIMIT_FIELDS } from './limit-texts.ts';
import { PathField } from './path-field.tsx';

interface FoldProps {
  readonly title: string;
  /** What is set in it, in a few words. */
  readonly note?: string;
  readonly open?: boolean;
  readonly children: ReactNode;
}

/** A part of the form that is folded away until it is wanted. */
export function Fold({ title, note = '', open = false, children }: FoldProps): ReactElement {
  return (
    <details className={styles.fold} open={open}>
      <summary>
        {title} <span className={styles.note}>{note}</span>
      </summary>
      <div className={styles.grid}>{children}</div>
    </details>
  );
}

/** The SSH tunnel that the server is reached through. */
export function TunnelPart({ values, errors, change }: FormPart): ReactElement {
  const { tunnel } = values;
  const set = (changed: Partial<TunnelValues>): void =>
    change({ tunnel: { ...(tunnel ?? NO_TUNNEL), ...changed } });
  const text = (name: 'host' | 'port' | 'user', label: string): ReactElement => (
    <div data-field={`tunnel.${name}`}>
      <TextField
        label={label}
        required={name !== 'port'}
        value={tunnel?.[name] ?? ''}
        error={errors[`tunnel.${name}`]}
        onChange={(value) => set({ [name]: value })}
      />
    </div>
  );
  return (
    <Fold title="SSH tunnel" note={tunnel === null ? '' : tunnel.host} open={tunnel !== null}>
      <CheckField
        label="Reach the server through an SSH tunnel"
        checked={tunnel !== null}
        onChange={(on) => change({ tunnel: on ? NO_TUNNEL : null })}
      />
      {tunnel !== null && (
        <>
          {text('host', 'SSH host')}
          {text('port', 'SSH port')}
          {text('user', 'SSH user')}
          <div data-field="tunnel.key">
            <PathField
              label="Key file"
              value={tunnel.key}
              onChange={(key) => set({ key })}
              help="Empty: the SSH agent has the key. A key with a passphrase is used through the agent."
            />
          </div>
          {tunnel.hostKey !== null && <p className={styles.note}>Known by its key {tunnel.hostKey}.</p>}
        </>
      )}
    </Fold>
  );
}

/** What one query may cost the source. */
export function LimitsPart({ values, errors, change }: FormPart): ReactElement {
  const { limits } = values;
  const set = Object.values(limits).filter((text) => text.trim() !== '').length;
  return (
    <Fold title="Limits" note={set === 0 ? '' : `${set} set`}>
      {LIMIT_FIELDS.map(({ name, label, placeholder }) => (
        <div key={name} data-field={`limits.${name}`}>
          <TextField
            label={label}
            placeholder={placeholder}
            value={limits[name] ?? ''}
            error={errors[`limits.${name}`]}
            onChange={(text) => change({ limits: { ...limits, [name]: text } })}
          />
        </div>
      ))}
    </Fold>
  );
}

/** Colour, monogram, production mark, region and tags. */
export function MarkPart({ values, errors, change }: FormPart): ReactElement {
  const typed = values.monogram.trim();
  const letters = typed === '' ? values.name.slice(0, 2) : typed;
  return (
    <Fold title="Look and labels" note={values.production ? 'production' : ''}>
      <div className={styles.wide}>
        <HuePicker
          label="Colour"
          hue={values.hue}
          letters={letters === '' ? '·' : letters}
          onChange={(hue) => change({ hue })}
        />
        {values.hue === null && <p className={styles.note}>The next free colour, unless you choose one.</p>}
      </div>
      <div data-field="monogram">
        <TextField
          label="Monogram"
          placeholder="Two letters of the name"
          value={values.monogram}
          error={errors['monogram']}
          onChange={(monogram) => change({ monogram })}
        />
      </div>
      <CheckField
        label="Production"
        help="Asks before heavy reads."
        checked={values.production}
        onChange={(production) => change({ production })}
      />
      <TextField label="Region" value={values.region} onChange={(region) => change({ region })} />
      <TextField
        label="Tags"
        placeholder="pii, finance"
        value={values.tags}
        onChange={(tags) => change({ tags })}
      />
    </Fold>
  );
}
