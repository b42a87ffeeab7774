import { areaOf, isTest, isWithin, mayImport } from './areas.ts';
import type { Checkout } from './checkout.ts';
import { DEVELOPMENT_ONLY, FENCES, type Fence } from './directions.ts';
import type { Import, Parsed } from './parse-imports.ts';
import { resolveImport } from './resolve-import.ts';
import type { Violation } from './violation.ts';

/** Every import that goes where it may not: the wrong way, to a fenced package, or nowhere. */
export function checkImports(checkout: Checkout, parsed: ReadonlyMap<string, Parsed>): Violation[] {
  const known = new Set(checkout.paths);
  return [...parsed].flatMap(([file, { imports }]) =>
    imports.flatMap((found) => {
      const target = resolveImport(file, found.specifier, (path) => known.has(path));
      if (target.kind === 'missing') return [at(file, found, `imports ${target.path}, which is not there`)];
      if (target.kind === 'file') return checkDirection(file, found, target.path);
      return checkPackage(checkout, file, found, target.name);
    }),
  );
}

function checkDirection(file: string, found: Import, target: string): Violation[] {
  if (mayImport(file, target)) return [];
  const area = areaOf(file);
  if (area === undefined) return [at(file, found, `lies in no area of the house, and imports ${target}`)];
  const allowed = [area.path, ...area.mayImport].join(', ');
  return [at(file, found, `may not import ${target}: from here only ${allowed}`)];
}

function checkPackage(checkout: Checkout, file: string, found: Import, name: string): Violation[] {
  const violations = FENCES.filter((fence) => isOutside(fence, file, name)).map((fence) =>
    at(file, found, `may not import ${name}: ${fence.because}`),
  );
  if (name.startsWith('node:') || checkout.dependencies.has(name)) return violations;
  if (!checkout.devDependencies.has(name)) {
    return [...violations, at(file, found, `imports ${name}, which package.json does not name`)];
  }
  const development = isTest(file) || DEVELOPMENT_ONLY.some((area) => isWithin(file, area));
  // Types of a package come from a development dependency and are gone when the program runs.
  if (development || found.typeOnly) return violations;
  return [...violations, at(file, found, `imports ${name}, a development dependency`)];
}

function isOutside(fence: Fence, file: string, name: string): boolean {
  const fenced = fence.packages.some((entry) =>
    /[/:]$/.test(entry) ? name.startsWith(entry) : name === entry,
  );
  if (!fenced || (isTest(file) && fence.evenTests !== true && fence.neverIn === undefined)) return false;
  if (fence.neverIn?.some((area) => isWithin(file, area)) === true) return !isTest(file);
  return fence.onlyIn !== undefined && !fence.onlyIn.some((area) => isWithin(file, area));
}

function at(file: string, found: Import, message: string): Violation {
  return { file, line: found.line, message };
}
