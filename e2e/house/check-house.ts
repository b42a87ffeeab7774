import { checkCycles } from './check-cycles.ts';
import { checkImports } from './check-imports.ts';
import { checkLayout } from './check-layout.ts';
import { checkStyles } from './check-styles.ts';
import { checkText } from './check-text.ts';
import type { Checkout } from './checkout.ts';
import { parseImports } from './parse-imports.ts';
import type { Violation } from './violation.ts';

/** All rules of the house over one checkout; empty when it keeps them. */
export function checkHouse(checkout: Checkout): Violation[] {
  const parsed = new Map([...checkout.sources].map(([file, text]) => [file, parseImports(file, text)]));
  return [
    ...checkLayout(checkout),
    ...checkImports(checkout, parsed),
    ...checkCycles(parsed),
    ...checkStyles(checkout),
    ...checkText(parsed),
  ];
}
