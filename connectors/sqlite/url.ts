import type { SourceConfig } from '../../engine/spi/config-field.ts';

const FILE_NAME = /\.(?:db|db3|s3db|sqlite|sqlite3)$/iu;

/**
 * `sqlite:data/ledger.db`, `sqlite:///srv/ledger.db` (settings after `?`, such as `text=a,b`), or the path of a file
 * that ends as SQLite's do.
 */
export function sqliteFromUrl(url: string): { config: SourceConfig; secret: null } | null {
  const scheme = /^sqlite3?:(?:\/\/(?=\/|$))?/iu.exec(url);
  if (scheme === null) {
    const plain = !/^[a-z][a-z0-9+.-]+:/iu.test(url) && FILE_NAME.test(url);
    return plain ? { config: { path: url }, secret: null } : null;
  }
  const [path = '', query = ''] = url.slice(scheme[0].length).split(/\?(.*)/su);
  const settings = Object.fromEntries(
    [...new URLSearchParams(query)].map(([name, value]) => [name, settingOf(name, value)]),
  );
  return { config: { ...settings, path: decodePath(path) }, secret: null };
}

function settingOf(name: string, value: string): unknown {
  if (name === 'busyTimeout') return Number(value);
  if (name === 'text') return value === 'true' ? true : value.split(',');
  return value;
}

/** A percent sign that encodes nothing stands for itself. */
function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
