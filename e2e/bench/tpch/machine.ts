import { readFile } from 'node:fs/promises';
import { cpus, loadavg, release, totalmem, type } from 'node:os';

/** What the figures were taken on. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly system: string;
  readonly node: string;
  /** Load averages of 1, 5 and 15 minutes before the run: above 1 something else was working. */
  readonly load: readonly number[];
  /** Versions of what took part, by name. */
  readonly versions: Readonly<Record<string, string>>;
}

export async function machineOf(versions: Readonly<Record<string, string>>): Promise<Machine> {
  const os = await readFile('/etc/os-release', 'utf8').catch(() => '');
  const name = /^PRETTY_NAME="?(.*?)"?$/m.exec(os)?.[1] ?? type();
  const [first] = cpus();
  return {
    cpu: first?.model ?? 'unknown',
    cores: cpus().length,
    memoryBytes: totalmem(),
    system: `${name}, ${type()} ${release()}`,
    node: process.version,
    load: loadavg(),
    versions,
  };
}
