/** Members that JavaScript itself asks for, such as `then` when a value is awaited. */
const SILENT = new Set<string | symbol>(['then', 'toJSON', Symbol.toStringTag, Symbol.toPrimitive]);

/**
 * An object that stands for one of Electron's: it has the listed members, and throws for any other, so that the shell
 * can't come to rely on what was never looked up.
 */
export function strict<T extends object>(name: string, members: Partial<T>): T {
  return new Proxy(members, {
    get: (target, key) => {
      if (key in target) return Reflect.get(target, key) as unknown;
      if (SILENT.has(key)) return undefined;
      throw new Error(`${name}.${String(key)} is not in the stand-in for Electron.`);
    },
    set: (_target, key) => {
      throw new Error(`${name}.${String(key)} can't be set in the stand-in for Electron.`);
    },
  }) as T;
}
