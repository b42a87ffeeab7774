import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';

/**
 * Runs a preload script in a page, as a sandboxed one runs in Electron: CommonJS, with `contextBridge` and `webUtils`
 * alone. https://www.electronjs.org/docs/latest/tutorial/sandbox#preload-scripts
 *
 * What crosses the bridge must be of the kinds that the documentation lists: plain values, arrays, objects, functions.
 * https://www.electronjs.org/docs/latest/api/context-bridge#parameter--error--return-type-support
 */
export async function installPreload(page: Page, file: string | null): Promise<void> {
  if (file === null) return;
  const text = await readFile(file, 'utf8');
  if (/^\s*import\s/m.test(text)) throw new Error('A sandboxed preload script is CommonJS.');
  await page.addInitScript(bridgeScript(text));
}

/** Paths are told synchronously; only the test can know them, by the names of files. */
function bridgeScript(preload: string): string {
  return `(() => {
    const kinds = new Set(['undefined', 'boolean', 'number', 'string', 'bigint', 'function']);
    const check = (value, path) => {
      if (value === null || kinds.has(typeof value)) return;
      const proto = Object.getPrototypeOf(value);
      if (typeof value !== 'object' || (proto !== Object.prototype && !Array.isArray(value)))
        throw new Error('An object could not be cloned: ' + path);
      for (const [key, one] of Object.entries(value)) check(one, path + '.' + key);
    };
    const electron = {
      contextBridge: {
        // https://www.electronjs.org/docs/latest/api/context-bridge#contextbridgeexposeinmainworldapikey-api
        exposeInMainWorld: (name, api) => {
          check(api, name);
          Object.defineProperty(globalThis, name, { value: Object.freeze(api) });
        },
      },
      // https://www.electronjs.org/docs/latest/api/web-utils#webutilsgetpathforfilefile: '' where none is known.
      webUtils: { getPathForFile: (file) => (file instanceof File ? (globalThis.standInPaths?.[file.name] ?? '') : '') },
    };
    const strict = (name, members) => new Proxy(members, {
      get: (target, key) => {
        if (key in target) return target[key];
        throw new Error(name + '.' + String(key) + ' is not in the stand-in for Electron.');
      },
    });
    const modules = {
      electron: strict('electron', Object.fromEntries(Object.entries(electron).map(([name, part]) => [name, strict(name, part)]))),
    };
    const require = (name) => {
      if (name in modules) return modules[name];
      throw new Error('A sandboxed preload script can not require ' + name);
    };
    (function (require) { ${preload}\n })(require);
  })();`;
}
