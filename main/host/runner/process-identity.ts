import { readFileSync } from 'node:fs';

/** A process in a way that a later one with the same number is not taken for. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in the system's own unit; 0 where the system does not tell. */
  readonly started: number;
}

export function ownIdentity(): ProcessIdentity {
  return { pid: process.pid, started: startOf(process.pid) ?? 0 };
}

/** True while that very process runs. Where start times are not known, any process of the number counts. */
export function isAlive({ pid, started }: ProcessIdentity): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, as another user.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const now = startOf(pid);
  return started === 0 || now === null || now === started;
}

/** Linux: field 22 of /proc/<pid>/stat, clock ticks since boot; the name before it may hold spaces and brackets. */
function startOf(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(fields[19] ?? 0);
  } catch {
    return null;
  }
}
