import type { WindowSource } from '../../../main/contract/api/sources.ts';

/** A limit as the form shows it. */
export interface LimitField {
  /** As atoll.yaml has it. */
  readonly name: string;
  readonly label: string;
  readonly placeholder: string;
  readonly pattern: RegExp;
  readonly wanted: string;
}

const COUNT = /^[1-9]\d*$/;
const SIZE = /^\d+(\.\d+)?\s*([kmgt]i?)?b$|^[1-9]\d*$/i;
const TIME = /^\d+(\.\d+)?\s*(ms|s|min|m|h)$|^[1-9]\d*$/;

/** The limits of a source, in the order of the form. */
export const LIMIT_FIELDS: readonly LimitField[] = [
  {
    name: 'connections',
    label: 'Connections at once',
    placeholder: '4',
    pattern: COUNT,
    wanted: 'A whole number above 0.',
  },
  {
    name: 'rows',
    label: 'Rows per query',
    placeholder: 'no limit',
    pattern: COUNT,
    wanted: 'A whole number above 0.',
  },
  {
    name: 'bytes',
    label: 'Bytes per query',
    placeholder: 'no limit, such as 500MB',
    pattern: SIZE,
    wanted: 'A size such as 500MB or 2GB.',
  },
  {
    name: 'timeout',
    label: 'Time per query',
    placeholder: 'no limit, such as 60s',
    pattern: TIME,
    wanted: 'A time such as 60s or 5min.',
  },
  {
    name: 'connectTimeout',
    label: 'Time to connect',
    placeholder: '10s',
    pattern: TIME,
    wanted: 'A time such as 10s.',
  },
];

/** Defaults of limits that nobody set, as the list of sources gives them. */
const DEFAULTS = { connections: 4, connectTimeoutMs: 10_000 } as const;

/** The limits of a source as atoll.yaml would have them; those at their default are left empty. */
export function limitTexts(limits: WindowSource['limits']): Readonly<Record<string, string>> {
  const { connections, rows, bytes, timeoutMs, connectTimeoutMs } = limits;
  const texts: Record<string, string> = {};
  if (connections !== DEFAULTS.connections) texts['connections'] = String(connections);
  if (rows !== null) texts['rows'] = String(rows);
  if (bytes !== null) texts['bytes'] = String(bytes);
  if (timeoutMs !== null) texts['timeout'] = timeText(timeoutMs);
  if (connectTimeoutMs !== DEFAULTS.connectTimeoutMs) texts['connectTimeout'] = timeText(connectTimeoutMs);
  return texts;
}

function timeText(ms: number): string {
  return ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`;
}
