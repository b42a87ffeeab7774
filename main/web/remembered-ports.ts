import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { saveFile } from '../services/workspace/save-file.ts';

const FILE = 'ports.json';
const shape = z.record(z.string(), z.int().min(1).max(65_535));

/** The port that a workspace had last, so that a bookmark of it lives on; null where none is known. */
export async function rememberedPort(home: string, workspace: string): Promise<number | null> {
  return (await ports(home))[workspace] ?? null;
}

export async function rememberPort(home: string, workspace: string, port: number): Promise<void> {
  const known = await ports(home);
  if (known[workspace] === port) return;
  await mkdir(home, { recursive: true, mode: 0o700 });
  await saveFile(join(home, FILE), `${JSON.stringify({ ...known, [workspace]: port }, null, 2)}\n`);
}

/** A damaged file costs no more than the memory of ports. */
async function ports(home: string): Promise<Readonly<Record<string, number>>> {
  try {
    return shape.parse(JSON.parse(await readFile(join(home, FILE), 'utf8')));
  } catch {
    return {};
  }
}
