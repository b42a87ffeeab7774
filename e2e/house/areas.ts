import { AREAS, type Area, TESTS_MAY_IMPORT } from './directions.ts';

/** The area of one file, with `*` replaced by the folder it stands for. */
export interface FileArea {
  readonly path: string;
  readonly mayImport: readonly string[];
}

/** Whether `path` is `area` or lies below it. */
export function isWithin(path: string, area: string): boolean {
  return path === area || path.startsWith(`${area}/`);
}

/** Whether a file is a test. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path);
}

/** The area that holds `path`: an exact name before `*`, a longer path before a shorter one. */
export function areaOf(path: string): FileArea | undefined {
  const candidates = AREAS.flatMap((area) => {
    const concrete = concretePath(area, path);
    return concrete === undefined
      ? []
      : [{ path: concrete, mayImport: area.mayImport, exact: !area.path.includes('*') }];
  });
  return candidates.sort((a, b) => b.path.length - a.path.length || Number(b.exact) - Number(a.exact))[0];
}

function concretePath(area: Area, path: string): string | undefined {
  const wanted = area.path.split('/');
  const parts = path.split('/').slice(0, wanted.length);
  const fits =
    parts.length === wanted.length && wanted.every((part, at) => part === '*' || part === parts[at]);
  return fits ? parts.join('/') : undefined;
}

/** Whether the file `from` may import the file `to`; files outside every area (tool files) may import nothing. */
export function mayImport(from: string, to: string): boolean {
  const area = areaOf(from);
  if (area === undefined) return false;
  const top = from.split('/')[0] ?? '';
  const allowed = [area.path, ...area.mayImport, ...(isTest(from) ? (TESTS_MAY_IMPORT[top] ?? []) : [])];
  return allowed.some((path) => isWithin(to, path));
}
