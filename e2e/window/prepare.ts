import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { prepareDemo } from '../../assets/demo/prepare.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Before all tests: the window is built and the demo's files are there. */
export default async function prepare(): Promise<void> {
  execFileSync(process.execPath, ['main/launch/build.mjs'], { cwd: ROOT, stdio: 'inherit' });
  await prepareDemo(fileURLToPath(new URL('../../assets/demo', import.meta.url)), (text) =>
    process.stderr.write(`${text}\n`),
  );
}
