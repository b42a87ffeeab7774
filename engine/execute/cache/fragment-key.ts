import { createHash } from 'node:crypto';
import type { Fragment } from '../../plan/fragment.ts';

/** Raised when what is written, or how, changes: files of other versions are not found any more. */
const FORMAT = 1;

/** What the rows of a fragment depend on beside its own text. */
export interface KeyContext {
  /** Of the source's configuration: who asks, where, and how values are read. */
  readonly configuration: string;
  /** For whom the plan was made; null where no policy tells users apart. */
  readonly subject: string | null;
}

/**
 * Names the rows of a fragment: the same for the same text, parameters (keys of other fragments included), columns and
 * shapes of tables. Whatever else a fragment may carry to its source counts too.
 */
export function fragmentKey(fragment: Fragment, { configuration, subject }: KeyContext): string {
  const {
    id: _id,
    plan: _plan,
    covers: _covers,
    estimated: _estimated,
    foretold: _foretold,
    tables,
    columns,
    ...sent
  } = fragment;
  const shapes = tables.map(({ path, fingerprint }) => [path, fingerprint]);
  const results = columns.map(({ name, type }) => [name, type]);
  const text = JSON.stringify([FORMAT, configuration, subject, sent, results, shapes], (_, value: unknown) =>
    typeof value === 'bigint' ? `${value}n` : value,
  );
  return createHash('sha256').update(text).digest('hex');
}
