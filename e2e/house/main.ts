/** `npm run house`: checks the shape of the checkout, one line per breach, exit code 1 when there is any. */
import { fileURLToPath } from 'node:url';
import { checkHouse } from './check-house.ts';
import { readCheckout } from './checkout.ts';
import { printViolation } from './violation.ts';

const checkout = readCheckout(fileURLToPath(new URL('../..', import.meta.url)));
const violations = checkHouse(checkout);
for (const violation of violations) console.log(printViolation(violation));
console.log(`${checkout.sources.size} source files, ${violations.length} breaches of the rules of the house`);
process.exitCode = violations.length > 0 ? 1 : 0;
