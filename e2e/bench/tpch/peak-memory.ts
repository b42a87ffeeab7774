import { readFile, writeFile } from 'node:fs/promises';

/** The value that makes Linux forget the peak of a process's memory (proc(5), clear_refs). */
const FORGET_PEAK = '5';

/** Starts to watch this process's memory; the peak since then is what the function gives, null where there is none. */
export async function watchPeak(): Promise<() => Promise<number | null>> {
  try {
    await writeFile('/proc/self/clear_refs', FORGET_PEAK);
  } catch {
    return () => Promise.resolve(null);
  }
  return async () => {
    const status = await readFile('/proc/self/status', 'utf8');
    const kilobytes = /^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) * 1024;
  };
}
