import { generateDemo } from './generate.ts';

/**
 * Makes the demo workspace ready to be opened: its files are generated if they are absent or were made by
 * other scripts. The shop's PostgreSQL needs nothing here: its first use initialises and seeds it.
 */
export async function prepareDemo(dir: string, onProgress: (text: string) => void): Promise<void> {
  await generateDemo(dir, (text) => onProgress(`generating the demo data: ${text}`));
}
