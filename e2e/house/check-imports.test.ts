import { describe, expect, it } from 'vitest';
import { breachesOf } from './fixture.ts';

const NODE = 'export const scan = 1;\n';
const everything = {
  'engine/types/type.ts': NODE,
  'engine/errors/code.ts': NODE,
  'engine/plan/node.ts': NODE,
  'engine/spi/connector.ts': NODE,
  'engine/duckdb/database.ts': NODE,
  'engine/bind/bind.ts': NODE,
  'engine/policy/mask.ts': NODE,
  'engine/optimize/driver.ts': NODE,
  'engine/session.ts': NODE,
  'connectors/sqlite/dialect.ts': NODE,
  'connectors/postgres/dialect.ts': NODE,
  'connectors/registry.ts': NODE,
  'connectors/conformance/suite.ts': NODE,
  'main/contract/query.ts': NODE,
  'main/services/queries.ts': NODE,
  'main/host/host.ts': NODE,
  'main/compose.ts': NODE,
  'renderer/panels/plan/view.ts': NODE,
  'renderer/panels/grid/view.ts': NODE,
  'renderer/ui/button.ts': NODE,
};
const breachesWith = (file: string, text: string) => breachesOf({ ...everything, [file]: text });
const importing = (from: string, specifier: string) =>
  breachesWith(from, `import { scan } from '${specifier}';\nexport const used = scan;\n`);

describe('directions that are right', () => {
  it.each([
    ['engine/plan/walk.ts', '../types/type.ts'],
    ['engine/bind/splice.ts', '../policy/mask.ts'],
    ['engine/optimize/driver.test.ts', '../session.ts'],
    ['connectors/postgres/connector.test.ts', '../conformance/suite.ts'],
    ['connectors/postgres/catalog.ts', './dialect.ts'],
    ['connectors/postgres/config.ts', '../../engine/spi/connector.ts'],
    ['connectors/registry.ts', './sqlite/dialect.ts'],
    ['main/compose.ts', '../connectors/registry.ts'],
    ['main/cli/main.ts', '../compose.ts'],
    ['main/services/run.ts', '../../engine/session.ts'],
    ['renderer/panels/plan/state.ts', '../../../main/contract/query.ts'],
    ['e2e/oracle/run.ts', '../../connectors/sqlite/dialect.ts'],
    ['connectors/postgres/read.ts', 'pg'],
    ['engine/duckdb/stub.ts', '@duckdb/node-api'],
    ['engine/plan/node.test.ts', 'vitest'],
  ])('%s imports %s', (from, specifier) => {
    expect(importing(from, specifier).filter((line) => !line.includes('README'))).toEqual([]);
  });
});

describe('directions that are wrong', () => {
  it.each([
    [
      'engine/types/column.ts',
      '../plan/node.ts',
      /^engine\/types\/column\.ts:1: may not import engine\/plan\/node/,
    ],
    ['engine/plan/walk.ts', '../spi/connector.ts', /may not import engine\/spi/],
    ['engine/bind/splice.ts', '../optimize/driver.ts', /may not import engine\/optimize/],
    ['engine/session.ts', '../connectors/registry.ts', /may not import connectors/],
    ['engine/bind/bind.test.ts', '../../connectors/sqlite/dialect.ts', /may not import connectors/],
    ['connectors/postgres/connector.ts', '../sqlite/dialect.ts', /may not import connectors\/sqlite/],
    ['connectors/postgres/catalog.ts', '../../engine/duckdb/database.ts', /may not import engine\/duckdb/],
    ['main/contract/run.ts', '../../engine/plan/node.ts', /may not import engine\/plan/],
    ['main/services/sources.ts', '../../connectors/registry.ts', /may not import connectors/],
    ['main/services/sources.ts', '../compose.ts', /may not import main\/compose/],
    ['main/cli/query.ts', '../../connectors/sqlite/dialect.ts', /may not import connectors/],
    ['main/launch/start.mjs', '../compose.ts', /may not import main\/compose/],
    ['renderer/panels/plan/state.ts', '../grid/view.ts', /may not import renderer\/panels\/grid/],
    ['renderer/app/theme.ts', '../../engine/session.ts', /may not import engine\/session/],
    ['renderer/ui/list.ts', '../../main/contract/query.ts', /may not import main\/contract/],
    ['engine/odd/thing.ts', '../plan/node.ts', /lies in no area/],
    ['engine/plan/walk.ts', './gone.ts', /engine\/plan\/gone\.ts, which is not there/],
    ['renderer/rpc/client.ts', 'node:fs', /may not import node:fs: the window runs/],
    ['engine/errors/code.ts', 'node:util', /may not import node:util/],
    ['engine/optimize/fold.ts', '@duckdb/node-api', /only engine\/duckdb wraps/],
    ['engine/plan/draw.ts', 'react', /only the window draws/],
    ['main/host/host.ts', 'electron', /without Electron/],
    ['main/services/sources.ts', 'pg', /only connectors speak/],
    ['engine/plan/walk.ts', 'fast-check', /a development dependency/],
    ['engine/plan/walk.ts', 'left-pad', /package\.json does not name/],
  ])('%s imports %s', (from, specifier, message) => {
    expect(importing(from, specifier).join('\n')).toMatch(message);
  });

  it.each([
    ['a type', "import type { Scan } from '../optimize/driver.ts';\nexport type S = Scan;\n"],
    ['an import type', "export type S = import('../optimize/driver.ts').Scan;\n"],
    ['an export', "export { scan } from '../optimize/driver.ts';\n"],
    ['a dynamic import', "export const later = () => import('../optimize/driver.ts');\n"],
  ])('are seen in %s', (_form, text) => {
    expect(breachesWith('engine/plan/walk.ts', text).join('\n')).toMatch(
      /:1: may not import engine\/optimize/,
    );
  });
});
