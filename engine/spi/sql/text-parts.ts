import { isText } from '../../types/type-class.ts';
import type { PrintCall } from './print-call.ts';
import { refuse } from './refused.ts';
import { smallInteger } from './small-integer.ts';
import { sql } from './sql-text.ts';

/** A part by constant positions: start from 1 on, no negative length. */
export const substring: PrintCall = (call, writer) => {
  const [subject, start, count] = call.args;
  const from = smallInteger(start, 1, 1_000_000);
  const width = count === undefined ? null : smallInteger(count, 0, 1_000_000);
  if (!subject || !isText(subject.type) || from === null || (count !== undefined && width === null)) {
    return refuse('function', 'substring is sent only with constant positions from 1 on.');
  }
  return sql`substring(${writer.write(subject)}, ${String(from)}${width === null ? '' : `, ${width}`})`;
};

/** The first or last characters, by a constant number; `written` is the function's name as the source takes it. */
export const edge =
  (name: 'left' | 'right', written: string): PrintCall =>
  (call, writer) => {
    const [subject, count] = call.args;
    const width = smallInteger(count, 0, 1_000_000);
    if (!subject || !isText(subject.type) || width === null) {
      return refuse('function', `${name} is sent only with a constant number of characters.`);
    }
    return sql`${written}(${writer.write(subject)}, ${String(width)})`;
  };
