import { create } from 'zustand';
import type { ApiOutput } from '../../main/contract/api/api.ts';
import type { ErrorReport } from '../../engine/errors/atoll-error.ts';
import { call } from '../rpc/call.ts';
import { errorReportOf } from '../rpc/rpc-error.ts';

export type ColumnProfile = ApiOutput<'results', 'profile'>;

/** What the host was asked of a column; both null while it has not answered. */
export interface AskedProfile {
  readonly profile: ColumnProfile | null;
  readonly error: ErrorReport | null;
}

const useProfiles = create<{ readonly profiles: ReadonlyMap<string, AskedProfile> }>(() => ({
  profiles: new Map(),
}));

/** Profiles that are kept; those asked for longest ago go. */
const KEPT = 500;

function keyOf(runId: string, column: number): string {
  return `${runId} ${column}`;
}

/** How the values of a column of a stored result are spread; null where nobody asked. */
export function useProfile(runId: string, column: number): AskedProfile | null {
  return useProfiles(({ profiles }) => profiles.get(keyOf(runId, column)) ?? null);
}

/** Asks the host once for a column's profile. What failed is asked for again. */
export function askProfile(runId: string, column: number): void {
  const key = keyOf(runId, column);
  const known = useProfiles.getState().profiles.get(key);
  if (known !== undefined && known.error === null) return;
  put(key, { profile: null, error: null });
  call('results', 'profile', { runId, column })
    .then((profile) => put(key, { profile, error: null }))
    .catch((error: unknown) => put(key, { profile: null, error: errorReportOf(error) }));
}

function put(key: string, asked: AskedProfile): void {
  useProfiles.setState(({ profiles }) => ({
    profiles: new Map([...profiles, [key, asked] as const].slice(-KEPT)),
  }));
}
