import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const DEMO = fileURLToPath(new URL('../../assets/demo', import.meta.url));

/** Folders of one test: a home of its own and a workspace. */
export interface Places {
  readonly root: string;
  /** `ATOLL_HOME`. */
  readonly home: string;
  readonly workspace: string;
  remove(): Promise<void>;
}

/** A fresh home, and a workspace: none yet, an empty one, or a copy of the demo. */
export async function makePlaces(kind: 'none' | 'empty' | 'demo'): Promise<Places> {
  const root = await mkdtemp(path.join(tmpdir(), 'atoll-window-'));
  const places = {
    root,
    home: path.join(root, 'home'),
    workspace: path.join(root, 'workspace'),
    remove: () => rm(root, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }),
  };
  if (kind === 'empty') {
    await mkdir(places.workspace);
    await writeFile(path.join(places.workspace, 'atoll.yaml'), 'version: 1\nsources: {}\n');
  }
  if (kind === 'demo') {
    const isKept = (file: string): boolean => !file.split(path.sep).includes('.atoll');
    await cp(DEMO, places.workspace, { recursive: true, filter: isKept });
  }
  return places;
}
