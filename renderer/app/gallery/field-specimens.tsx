import { type ReactElement, useState } from 'react';
import { CheckField } from '../../ui/check-field.tsx';
import { FileButton } from '../../ui/file-button.tsx';
import { HuePicker } from '../../ui/hue-picker.tsx';
import { PathBrowser } from '../../ui/path-browser.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './gallery.module.css';
import { Specimen } from './specimen.tsx';

const MODES = [
  { value: 'disable', label: 'No TLS' },
  { value: 'verify', label: 'TLS, checked' },
] as const;

/** What one types and chooses. */
export function FieldSpecimens(): ReactElement {
  const [text, setText] = useState('db.example.com');
  const [mode, setMode] = useState<(typeof MODES)[number]['value']>('verify');
  const [checked, setChecked] = useState(true);
  const field = (content: ReactElement): ReactElement => <div className={styles.narrow}>{content}</div>;
  return (
    <>
      <Specimen title="Text field">
        {field(<TextField label="Host" value={text} onChange={setText} help="Name or address" />)}
        {field(<TextField label="Port" type="number" value="5432" onChange={setText} required />)}
        {field(
          <TextField
            label="Database"
            value=""
            onChange={setText}
            placeholder="such as shop"
            error="A database is needed."
          />,
        )}
        {field(<TextField label="Path" mono value="/data/lake/*.parquet" onChange={setText} />)}
        {field(<TextField label="Off" value="not now" onChange={setText} disabled />)}
        {field(<TextField label="Password" type="password" value="secret" onChange={setText} />)}
      </Specimen>
      <Specimen title="Text area">
        <TextArea label="Comment" value={text} onChange={setText} help="Kept with the query" />
        <TextArea label="SQL" mono value="SELECT 1" onChange={setText} error="Not a statement." />
      </Specimen>
      <Specimen title="Select field">
        {field(<SelectField label="Encryption" value={mode} options={MODES} onChange={setMode} />)}
        {field(<SelectField label="Off" value={mode} options={MODES} onChange={setMode} disabled />)}
      </Specimen>
      <Specimen title="Check field">
        <CheckField label="Read only" checked={checked} onChange={setChecked} />
        <CheckField
          label="Production"
          help="Asks before heavy reads."
          checked={!checked}
          onChange={(on) => setChecked(!on)}
        />
        <CheckField label="Off" checked disabled onChange={setChecked} />
      </Specimen>
      <Specimen title="File button">
        <FileButton onFiles={() => {}}>Choose files</FileButton>
      </Specimen>
      <HueSpecimen />
      <PathSpecimen />
    </>
  );
}

function HueSpecimen(): ReactElement {
  const [hue, setHue] = useState<number | null>(3);
  return (
    <Specimen title="Hue picker">
      <HuePicker label="Colour" hue={hue} letters="SH" onChange={setHue} />
    </Specimen>
  );
}

const FOLDERS = ['archive', 'exports', 'sales'].map((name) => ({
  name,
  path: `/data/${name}`,
  kind: 'folder' as const,
}));
const FILES = [
  { name: 'orders-2026-01.parquet', path: '/data/orders', kind: 'file' as const, note: '1.4 GB' },
  { name: 'notes.docx', path: '/data/notes', kind: 'file' as const, note: '12 kB', disabled: true },
];

function PathSpecimen(): ReactElement {
  const [selected, setSelected] = useState<string | null>('/data/sales');
  return (
    <Specimen title="Path browser">
      <PathBrowser
        label="File"
        dir="/data"
        parent="/"
        entries={[...FOLDERS, ...FILES]}
        places={[
          { label: 'Home', path: '/home/kim' },
          { label: 'Data', path: '/data' },
        ]}
        selected={selected}
        onSelect={setSelected}
        onGo={() => setSelected(null)}
      />
    </Specimen>
  );
}
