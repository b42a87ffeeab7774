/** Which server answers, and its version as one number such as 80_031 or 101_119. */
export interface ServerVersion {
  readonly kind: 'MySQL' | 'MariaDB';
  readonly number: number;
  readonly text: string;
}

/** The oldest versions whose INTERSECT, EXCEPT, windows and CTEs are those that are printed. */
const OLDEST: Readonly<Record<ServerVersion['kind'], number>> = { MySQL: 80_031, MariaDB: 101_100 };

/** Reads the greeting's version, such as `8.0.36` or `5.5.5-10.11.19-MariaDB-0+deb12u1`. */
export function parseVersion(text: string): ServerVersion {
  const kind = /mariadb/i.test(text) ? 'MariaDB' : 'MySQL';
  // MariaDB stands behind a number that old replicas took for their own kind.
  const own = kind === 'MariaDB' ? text.replace(/^5\.5\.5-/, '') : text;
  const [major = 0, minor = 0, patch = 0] = own.split('.').map((part) => Number.parseInt(part, 10) || 0);
  return { kind, number: major * 10_000 + minor * 100 + patch, text: own };
}

/** Whether a server is too old to be asked what the dialect prints. */
export function isTooOld({ kind, number }: ServerVersion): boolean {
  return number < OLDEST[kind];
}
