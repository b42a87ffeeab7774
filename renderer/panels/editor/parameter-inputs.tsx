import { type ReactElement, useEffect, useId, useRef } from 'react';
import type { EditorTab } from '../../../main/contract/api/window.ts';
import { runCommand } from '../../workspace/commands.ts';
import { useTabs } from '../../workspace/tabs-store.ts';
import { useEditorState } from './editor-state.ts';
import { type TypedParameter, typedParameters } from './parameter-typing.ts';
import { useAnalysis } from './text-analysis.ts';
import styles from './toolbar.module.css';

const TYPES = {
  date: 'date',
  datetime: 'datetime-local',
  time: 'time',
  number: 'text',
  text: 'text',
} as const;

const NONE: readonly string[] = [];

/** An input for each parameter of the text, kept with the tab. */
export function ParameterInputs({ tab }: { tab: EditorTab }): ReactElement | null {
  const analysis = useAnalysis(({ tabs }) => tabs.get(tab.id));
  const missing = useEditorState((state) => state.missing.get(tab.id) ?? NONE);
  const parameters = typedParameters(analysis?.checks ?? [], analysis?.types);
  const row = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (missing.length > 0) row.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [missing]);

  const problem = useId();
  if (parameters.length === 0) return null;
  const set = (name: string, value: string): void => {
    useTabs.getState().change(tab.id, { parameters: { ...tab.parameters, [name]: value } });
    const left = missing.filter((one) => one !== name);
    if (left.length < missing.length) useEditorState.getState().setMissing(tab.id, left);
  };
  return (
    <div ref={row} role="group" aria-label="Parameters" className={styles.parameters}>
      {parameters.map((parameter) => (
        <ParameterInput
          key={parameter.name}
          parameter={parameter}
          value={tab.parameters[parameter.name] ?? ''}
          problem={missing.includes(parameter.name) ? problem : null}
          onChange={(value) => set(parameter.name, value)}
        />
      ))}
      {missing.length > 0 && (
        <span id={problem} className={styles.problem}>
          Give a value for {missing.map((name) => `$${name}`).join(', ')}
        </span>
      )}
    </div>
  );
}

interface ParameterInputProps {
  readonly parameter: TypedParameter;
  readonly value: string;
  /** The element that says what is wrong with it; null where nothing is. */
  readonly problem: string | null;
  readonly onChange: (value: string) => void;
}

function ParameterInput({ parameter, value, problem, onChange }: ParameterInputProps): ReactElement {
  const { name, type, input } = parameter;
  const id = useId();
  const shared = {
    id,
    value,
    title: type === null ? `$${name}: any type` : `$${name}: ${type}`,
    'aria-invalid': problem !== null,
    ...(problem === null ? {} : { 'aria-describedby': problem }),
  } as const;
  return (
    <span className={styles.parameter}>
      <label htmlFor={id}>${name}</label>
      {input === 'boolean' ? (
        <select {...shared} onChange={(event) => onChange(event.target.value)}>
          <option value="">–</option>
          <option value="true">true</option>
          <option value="false">false</option>
        </select>
      ) : (
        <input
          {...shared}
          type={TYPES[input]}
          inputMode={input === 'number' ? 'decimal' : undefined}
          placeholder={placeholderFor(parameter)}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={({ key }) => (key === 'Enter' ? runCommand('query.run') : undefined)}
        />
      )}
    </span>
  );
}

function placeholderFor({ type, input }: TypedParameter): string {
  if (input === 'number') return 'number';
  return type === 'TIMESTAMP WITH TIME ZONE' ? 'yyyy-mm-dd hh:mm+00' : 'text';
}
