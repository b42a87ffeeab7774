import { readdir, readFile } from 'node:fs/promises';
import { expect, expectTypeOf, test } from 'vitest';
import type * as z from 'zod';
import type { ErrorReport } from '../../engine/errors/atoll-error.ts';
import type { ProbeReport } from '../../engine/spi/probe.ts';
import type { ExplainReport } from '../../engine/types/explain.ts';
import type { errorReport } from './error.ts';
import type { explainReport } from './explain.ts';
import { PUBLISHED_NAMES, publishedText } from './published.ts';
import type { probeReport } from './sources.ts';

const FOLDER = new URL('schemas/', import.meta.url);

test('the published schemas are fresh: else run main/cli/documents/write-schemas.ts', async () => {
  expect((await readdir(FOLDER)).toSorted()).toEqual(
    PUBLISHED_NAMES.map((name) => `${name}.json`).toSorted(),
  );
  for (const name of PUBLISHED_NAMES) {
    const kept: unknown = JSON.parse(await readFile(new URL(`${name}.json`, FOLDER), 'utf8'));
    expect(kept).toEqual(JSON.parse(publishedText(name)));
  }
});

/** Both ways assignable: what the engine gives is what the schema takes, and the other way round. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

test("the shapes are the engine's own", () => {
  expectTypeOf<Same<z.infer<typeof explainReport>, ExplainReport>>().toEqualTypeOf<true>();
  expectTypeOf<Same<z.infer<typeof errorReport>, ErrorReport>>().toEqualTypeOf<true>();
  expectTypeOf<Same<z.infer<typeof probeReport>, ProbeReport>>().toEqualTypeOf<true>();
});
