/** What the desktop shell's preload offers to the page; absent in the browser shell. */
interface DesktopBridge {
  readonly pathForFile?: (file: File) => string;
}

/** The path of a dropped file on this machine; null in a browser, which does not tell it. */
export function pathOfFile(file: File): string | null {
  const bridge = (globalThis as { readonly atoll?: DesktopBridge }).atoll;
  const path = bridge?.pathForFile?.(file) ?? '';
  return path === '' ? null : path;
}
