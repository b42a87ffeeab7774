import { readdir, readFile } from 'node:fs/promises';

/** How time is taken: as it passes, or as the work of whoever worked longest, on a machine that has other work too. */
export type Clock = 'wall' | 'cpu';

/** Milliseconds in a tick of `/proc/<pid>/stat`: USER_HZ is 100 on every Linux. */
const TICK_MS = 10;

interface Stat {
  readonly parent: number;
  /** Of its own, and of its children that have ended. */
  readonly ownMs: number;
  readonly endedMs: number;
}

/** The process's entry of `/proc`; null where there is none. */
async function statOf(pid: number): Promise<Stat | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (text === null) return null;
  // The second field is a name in parentheses that may hold anything.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const ticks = (at: number): number => Number(fields[at]) * TICK_MS;
  return { parent: Number(fields[1]), ownMs: ticks(11) + ticks(12), endedMs: ticks(13) + ticks(14) };
}

/** Milliseconds of a core that a server has taken so far: its own process, and those that it started. */
export async function serverCpuMs(pid: number): Promise<number> {
  const entries = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(
    entries.map(async (name) => ({ pid: Number(name), stat: await statOf(Number(name)) })),
  );
  return stats.reduce((sum, { pid: one, stat }) => {
    if (stat === null) return sum;
    if (one === pid) return sum + stat.ownMs + stat.endedMs;
    return stat.parent === pid ? sum + stat.ownMs : sum;
  }, 0);
}

/** The process that started this one. Throws where there is no `/proc`. */
export async function parentOf(pid: number): Promise<number> {
  const stat = await statOf(pid);
  if (stat === null) throw new Error(`/proc tells nothing of process ${pid}.`);
  return stat.parent;
}

/** Milliseconds of a core that this process has taken so far. */
export function ownCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
