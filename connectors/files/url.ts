import { formatOf } from './file-format.ts';
import type { SourceConfig } from '../../engine/spi/config-field.ts';

/** `files:data/lake`, `files:///srv/lake`, `file:///srv/lake`, a path that ends in `/`, or that of a data file. */
export function filesFromUrl(url: string): { config: SourceConfig; secret: null } | null {
  const scheme = /^files?:(?:\/\/(?=\/|$))?/iu.exec(url);
  if (scheme !== null) return { config: { path: decodePath(url.slice(scheme[0].length)) }, secret: null };
  const plain = !/^[a-z][a-z0-9+.-]+:/iu.test(url) && (url.endsWith('/') || formatOf(url) !== null);
  return plain ? { config: { path: url }, secret: null } : null;
}

/** A percent sign that encodes nothing stands for itself. */
function decodePath(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
