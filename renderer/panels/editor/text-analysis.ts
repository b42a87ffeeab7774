import { create } from 'zustand';
import type { ApiOutput } from '../../../main/contract/api/api.ts';
import type { EditorTab } from '../../../main/contract/api/window.ts';
import { call } from '../../rpc/call.ts';
import { type Stretch, withLeadingComments } from './run-target.ts';

export type Check = ApiOutput<'language', 'check'>;

/** What is known about one text of a tab. */
export interface TextAnalysis {
  readonly sql: string;
  readonly statements: readonly Stretch[];
  /** One for each statement; null where it could not be checked. */
  readonly checks: readonly (Check | null)[];
  /** The types of its parameters, also those that only an earlier text could tell. */
  readonly types: ReadonlyMap<string, string>;
  /** The sources that it reads; while it has errors, those that it read before. */
  readonly reads: readonly string[];
}

/** So many statements of one text are checked; in longer ones the first of them. */
const CHECKED_STATEMENTS = 40;
const KEPT_CHECKS = 200;

interface AnalysisStore {
  readonly tabs: ReadonlyMap<string, TextAnalysis>;
  readonly put: (tab: string, analysis: TextAnalysis) => void;
}

/** The analyses of the open tabs, by tab. */
export const useAnalysis = create<AnalysisStore>((set) => ({
  tabs: new Map(),
  put: (tab, analysis) => set(({ tabs }) => ({ tabs: new Map(tabs).set(tab, analysis) })),
}));

/** By the text of the statement, oldest first. */
const checks = new Map<string, Check>();

/** Forgets what was checked: catalogs or sources are others now. */
export function forgetChecks(): void {
  checks.clear();
}

/** Where the statements of a text are; one that is all of it where the host can't say. */
export async function statementsOf(sql: string, signal?: AbortSignal): Promise<readonly Stretch[]> {
  try {
    const { statements } = await call('language', 'statements', { sql }, signal);
    return withLeadingComments(sql, statements);
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof DOMException) throw error;
    return sql.trim() === '' ? [] : [{ from: 0, to: sql.length }];
  }
}

/** One statement bound; null where the host can't do it now. */
export async function checkOf(sql: string, signal?: AbortSignal): Promise<Check | null> {
  const known = checks.get(sql);
  if (known !== undefined) return known;
  try {
    const check = await call('language', 'check', { sql }, signal);
    checks.set(sql, check);
    for (const oldest of checks.keys()) {
      if (checks.size <= KEPT_CHECKS) break;
      checks.delete(oldest);
    }
    return check;
  } catch {
    signal?.throwIfAborted();
    return null;
  }
}

/** What a text shows, where half-written ones keep what was known before: inputs and hues do not jump while typing. */
export function analysisOf(
  sql: string,
  statements: readonly Stretch[],
  checks: readonly (Check | null)[],
  before: TextAnalysis | undefined,
): TextAnalysis {
  const found = checks.flatMap((check) => check?.parameters ?? []);
  const told = found.flatMap(({ name, type }) => (type === null ? [] : [[name, type] as const]));
  const names = new Set(found.map(({ name }) => name));
  const kept = [...(before?.types ?? [])].filter(([name]) => names.has(name));
  const reads = [...new Set(checks.flatMap((check) => check?.sources ?? []))];
  const isWhole = checks.every(
    (check) => check?.problems.every(({ severity }) => severity !== 'error') === true,
  );
  return {
    sql,
    statements,
    checks,
    types: new Map([...kept, ...told]),
    reads: isWhole ? reads : [...new Set([...reads, ...(before?.reads ?? [])])],
  };
}

/** Looks through the text of a tab and leaves what it finds in `useAnalysis`. Rejects only where it was aborted. */
export async function analyse(tab: string, sql: string, signal: AbortSignal): Promise<void> {
  const statements = await statementsOf(sql, signal);
  const found: (Check | null)[] = [];
  for (const { from, to } of statements.slice(0, CHECKED_STATEMENTS)) {
    found.push(await checkOf(sql.slice(from, to), signal));
  }
  signal.throwIfAborted();
  const { tabs, put } = useAnalysis.getState();
  put(tab, analysisOf(sql, statements, found, tabs.get(tab)));
}

/** Looks through the texts of tabs, one after the other: those that are not in front show their sources too. */
export async function analyseAll(tabs: readonly EditorTab[], signal: AbortSignal): Promise<void> {
  for (const { id, sql } of tabs) await analyse(id, sql, signal);
}
