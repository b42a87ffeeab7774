/** Makes the checkout ready to run: dependencies installed, Node 24 found. Does nothing when nothing is to do. */
import { join } from 'node:path';
import { install, isInstalled } from './dependencies.mjs';
import { withInstallLock } from './install-lock.mjs';
import { canHaveNode, findNode, howToInstallNode, nodeStarts } from './node24.mjs';
import { ROOT, say } from './places.mjs';

/**
 * Prepares the checkout, saying on standard error what takes time.
 * @returns {Promise<string>} the Node 24 to run programs with
 */
export async function setUp() {
  try {
    return await prepare();
  } catch (error) {
    say(`Setting up failed. ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
}

async function prepare() {
  if (!canHaveNode()) throw new Error(howToInstallNode());
  const fresh = !isInstalled(ROOT);
  if (fresh) await installOnce();
  const node = findNode();
  if (node === undefined || (fresh && !nodeStarts(node))) throw new Error(howToInstallNode());
  return node;
}

async function installOnce() {
  const onWait = () => say('Waiting for another launch that is installing the packages.');
  await withInstallLock(
    join(ROOT, '.atoll', 'install.lock'),
    async () => {
      if (isInstalled(ROOT)) return;
      const began = Date.now();
      say('Installing the packages that package-lock.json names (once; about 600 MB on disk).');
      await install(ROOT);
      say(`Installed in ${Math.round((Date.now() - began) / 1000)} s.`);
    },
    { onWait },
  );
}
