import type * as z from 'zod';
import { catalogReport } from './catalog.ts';
import { errorOutput } from './error.ts';
import { explainReport } from './explain.ts';
import { jsonSchemaOf } from './json-schema.ts';
import { rows } from './rows.ts';
import { probeReport, refreshReport, sourceChanged, sourceList, sourceRemoved } from './sources.ts';
import { verifyOutput } from './verify.ts';

/** Every JSON output of the command line, by the name of its published schema. */
export const PUBLISHED = {
  rows: { schema: rows, title: 'atoll query --format json' },
  explain: { schema: explainReport, title: 'atoll explain --format json, atoll query --profile FILE' },
  error: { schema: errorOutput, title: 'A failed command with --format json, on standard error' },
  verify: { schema: verifyOutput, title: 'atoll query --verify --format json, on standard error' },
  'source-list': { schema: sourceList, title: 'atoll sources list --format json' },
  'source-changed': { schema: sourceChanged, title: 'atoll sources add | kill | revive --format json' },
  'source-removed': { schema: sourceRemoved, title: 'atoll sources remove --format json' },
  'source-probe': { schema: probeReport, title: 'atoll sources probe --format json' },
  'source-refresh': { schema: refreshReport, title: 'atoll sources refresh --format json' },
  catalog: { schema: catalogReport, title: 'atoll catalog --format json' },
} as const satisfies Readonly<Record<string, { readonly schema: z.ZodType; readonly title: string }>>;

export type PublishedName = keyof typeof PUBLISHED;

export const PUBLISHED_NAMES = Object.keys(PUBLISHED) as readonly PublishedName[];

/** The text of `schemas/<name>.json`. */
export function publishedText(name: PublishedName): string {
  const { schema, title } = PUBLISHED[name];
  return `${JSON.stringify(jsonSchemaOf(schema, `urn:atoll:schema:${name}`, title), null, 2)}\n`;
}
