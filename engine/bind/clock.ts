import type { Expression } from '../plan/expression.ts';
import type { DataType } from '../types/data-type.ts';
import type { LiteralValue } from '../types/literal.ts';

/** Functions that read the clock. DuckDB reads it once per transaction; the engine once per query, in UTC. */
const CLOCKS: ReadonlySet<string> = new Set([
  'now',
  'get_current_timestamp',
  'transaction_timestamp',
  'current_timestamp',
  'current_date',
  'today',
  'current_time',
  'get_current_time',
  'current_localtime',
  'current_localtimestamp',
]);

export type Clock = (name: string, type: DataType) => Expression | null;

/** A clock that stands still. */
export function clockAt(now: Date): Clock {
  const iso = now.toISOString();
  const date = iso.slice(0, 10);
  const time = `${iso.slice(11, 23)}000`;
  const texts: Readonly<Record<string, LiteralValue>> = {
    DATE: date,
    TIME: time,
    'TIME WITH TIME ZONE': `${time}+00`,
    TIMESTAMP: `${date} ${time}`,
    'TIMESTAMP WITH TIME ZONE': `${date} ${time}+00`,
  };
  return (name, type) => {
    const value = CLOCKS.has(name) ? texts[type.id] : undefined;
    return value === undefined ? null : { kind: 'literal', type, value };
  };
}

/** Midnight at the start of the clock's day, from which `age(x)` counts; null for other types. */
export function midnight(clock: Clock, type: DataType): Expression | null {
  const today = clock('current_date', { id: 'DATE' });
  if (today?.kind !== 'literal' || typeof today.value !== 'string') return null;
  if (type.id === 'TIMESTAMP') return { kind: 'literal', type, value: `${today.value} 00:00:00` };
  return type.id === 'TIMESTAMP WITH TIME ZONE'
    ? { kind: 'literal', type, value: `${today.value} 00:00:00+00` }
    : null;
}
