/**
 * The path of a file as other programs find it: those of a package lie in its archive, which only Electron can read,
 * and beside it where `asarUnpack` of electron-builder.yml says so.
 * https://www.electron.build/configuration#asarunpack
 */
export function outsideArchive(path: string): string {
  return path.replace(/app\.asar(?=[/\\]|$)/, 'app.asar.unpacked');
}
