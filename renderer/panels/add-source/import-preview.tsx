import type { ReactElement } from 'react';
import { Banner } from '../../ui/banner.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { AddedFile } from './added-file.ts';
import { useAdding } from './adding-store.ts';
import styles from './files-dialog.module.css';
import {
  DELIMITERS,
  ENCODINGS,
  guessedText,
  type ImportForm,
  type Inspection,
  QUOTES,
  typeChoices,
} from './import-options.ts';

interface ImportPreviewProps {
  readonly id: number;
  readonly stage: Extract<AddedFile['stage'], { kind: 'review' }>;
}

/** How a text file is read, and the first rows that come of it. */
export function ImportPreview({ id, stage }: ImportPreviewProps): ReactElement {
  const { form, inspection, error } = stage;
  const reread = useAdding((adding) => adding.reread);
  const change = (changed: Partial<ImportForm>): void => void reread(id, { ...form, ...changed });
  const problem = error === null ? inspection.problem : [error.message, error.hint ?? ''].join(' ').trim();
  return (
    <div className={styles.import}>
      <Options form={form} inspection={inspection} onChange={change} />
      {problem !== null && <Banner level={error === null ? 'warning' : 'error'}>{problem}</Banner>}
      {inspection.columns.length > 0 && (
        <PreviewTable
          inspection={inspection}
          onType={(column, type) => change({ types: { ...form.types, [column]: type } })}
        />
      )}
    </div>
  );
}

interface OptionsProps {
  readonly form: ImportForm;
  readonly inspection: Inspection;
  readonly onChange: (change: Partial<ImportForm>) => void;
}

function Options({ form, inspection: { detected }, onChange }: OptionsProps): ReactElement {
  const guess = (of: 'delimiter' | 'quote' | 'header' | 'encoding'): { value: ''; label: string } => ({
    value: '',
    label: guessedText(detected, of),
  });
  return (
    <div className={styles.options}>
      <SelectField
        label="Delimiter"
        value={form.delimiter}
        options={[guess('delimiter'), ...DELIMITERS]}
        onChange={(delimiter) => onChange({ delimiter })}
      />
      <SelectField
        label="Quote"
        value={form.quote}
        options={[guess('quote'), ...QUOTES]}
        onChange={(quote) => onChange({ quote })}
      />
      <SelectField
        label="First row is a header"
        value={form.header}
        options={[guess('header'), { value: 'true', label: 'Yes' }, { value: 'false', label: 'No' }]}
        onChange={(header) => onChange({ header })}
      />
      <SelectField
        label="Encoding"
        value={form.encoding}
        options={[guess('encoding'), ...ENCODINGS.map((value) => ({ value, label: value }))]}
        onChange={(encoding) => onChange({ encoding })}
      />
      <TextField
        label="Lines to skip"
        inputMode="numeric"
        placeholder={String(detected.skip ?? 0)}
        value={form.skip}
        error={/^\s*\d*\s*$/.test(form.skip) ? null : 'A whole number.'}
        onChange={(skip) => onChange({ skip })}
      />
      <TextField
        label="Texts that mean NULL"
        placeholder="NA, n/a"
        value={form.nulls}
        onChange={(nulls) => onChange({ nulls })}
      />
    </div>
  );
}

interface PreviewTableProps {
  readonly inspection: Inspection;
  readonly onType: (column: string, type: string) => void;
}

function PreviewTable({ inspection: { columns, rows }, onType }: PreviewTableProps): ReactElement {
  return (
    <section className={styles.scroller} aria-label="First rows">
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map(({ name, type }, at) => (
              <th key={at} scope="col">
                <span className={styles.column} title={name}>
                  {name}
                </span>
                <SelectField
                  label={`Type of ${name}`}
                  hideLabel
                  value={type}
                  options={typeChoices(type).map((value) => ({ value, label: value }))}
                  onChange={(chosen) => onType(name, chosen)}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              {row.map((value, place) => (
                <td key={place} title={value ?? undefined}>
                  {value === null ? <em className={styles.null}>NULL</em> : value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
