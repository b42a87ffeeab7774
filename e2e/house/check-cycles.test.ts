import { describe, expect, it } from 'vitest';
import { breachesOf } from './fixture.ts';

const importing = (...specifiers: string[]) =>
  specifiers.map((name) => `import type {} from '${name}';\n`).join('');

describe('circles', () => {
  it('between two files are found, once', () => {
    const breaches = breachesOf({
      'engine/plan/a.ts': importing('./b.ts'),
      'engine/plan/b.ts': importing('./a.ts', './c.ts'),
      'engine/plan/c.ts': '',
    });
    expect(breaches).toEqual([
      'engine/plan/a.ts: imports itself in a circle: engine/plan/a.ts > engine/plan/b.ts > engine/plan/a.ts',
    ]);
  });

  it('over three files are found', () => {
    const breaches = breachesOf({
      'connectors/sqlite/a.ts': importing('./b.ts'),
      'connectors/sqlite/b.ts': importing('./c.ts'),
      'connectors/sqlite/c.ts': importing('./a.ts'),
    });
    expect(breaches.join()).toContain(
      'a.ts > connectors/sqlite/b.ts > connectors/sqlite/c.ts > connectors/sqlite/a.ts',
    );
  });

  it('between neighbour folders of one level are found though no file is in a circle', () => {
    const breaches = breachesOf({
      'engine/bind/a.ts': importing('../policy/x.ts'),
      'engine/bind/b.ts': '',
      'engine/policy/x.ts': '',
      'engine/policy/y.ts': importing('../bind/b.ts'),
    });
    expect(breaches).toEqual([
      'engine/bind: imports itself in a circle: engine/bind > engine/policy > engine/bind',
    ]);
  });

  it('are not seen where two files share a third', () => {
    const shared = {
      'engine/plan/a.ts': importing('./c.ts'),
      'engine/plan/b.ts': importing('./a.ts', './c.ts'),
    };
    expect(breachesOf({ ...shared, 'engine/plan/c.ts': '' })).toEqual([]);
  });
});
