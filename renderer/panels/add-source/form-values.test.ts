import { describe, expect, test } from 'vitest';
import type { WindowSource } from '../../../main/contract/api/sources.ts';
import { fieldOfReport, formErrors } from './form-errors.ts';
import { draftOf, emptyForm, formOf, NO_TUNNEL } from './form-values.ts';
import { SERVER } from './kind.fixture.ts';

const config = {
  host: 'db',
  port: 5433,
  database: 'shop',
  strict: true,
  schemas: ['a', 'b'],
  managed: { seed: 'x.sql' },
  unheard: [1, 2],
};

const source: WindowSource = {
  name: 'shop',
  kind: 'server',
  label: 'Server',
  where: 'db:5433/shop',
  secret: 'keychain',
  limits: { connections: 8, timeoutMs: 60_000, rows: 5, bytes: null, connectTimeoutMs: 1500 },
  region: 'eu',
  tags: ['pii', 'people'],
  state: 'active',
  hue: 3,
  monogram: 'sh',
  production: true,
  config,
  tunnel: { host: 'bastion', port: 22, user: 'ada', key: null, hostKey: 'SHA256:abc' },
  secretState: 'present',
  health: { state: 'unknown', checkedAt: null, ms: null, error: null },
};

describe('draftOf', () => {
  test('gives back a source that nobody changed', () => {
    expect(draftOf(formOf(source, SERVER), SERVER)).toEqual({
      name: 'shop',
      kind: 'server',
      config,
      secret: { kind: 'keep' },
      limits: { connections: 8, rows: 5, timeout: '60s', connectTimeout: '1500ms' },
      region: 'eu',
      tags: ['pii', 'people'],
      tunnel: source.tunnel,
      hue: 3,
      monogram: 'sh',
      production: true,
    });
  });

  test('leaves out what was left empty', () => {
    const draft = draftOf({ ...emptyForm(SERVER, 'shop'), fields: { database: ' shop ', port: '' } }, SERVER);
    expect(draft).toMatchObject({
      config: { database: 'shop' },
      secret: { kind: 'none' },
      limits: {},
      region: null,
      tags: [],
      tunnel: null,
      hue: null,
      monogram: null,
    });
  });

  test.each([
    [
      { mode: 'value', value: ' pw ', reference: '' },
      { kind: 'value', value: ' pw ' },
    ],
    [
      { mode: 'reference', value: 'pw', reference: ' env:PW ' },
      { kind: 'reference', reference: 'env:PW' },
    ],
    [{ mode: 'none', value: 'pw', reference: '' }, { kind: 'none' }],
  ] as const)('takes the password from %j', (secret, wanted) => {
    expect(draftOf({ ...emptyForm(SERVER), secret }, SERVER).secret).toEqual(wanted);
  });

  test('reads a list that says true as all', () => {
    const { config } = draftOf({ ...emptyForm(SERVER), fields: { schemas: 'true' } }, SERVER);
    expect(config['schemas']).toBe(true);
  });
});

describe('formErrors', () => {
  const good = { ...emptyForm(SERVER, 'shop'), fields: { database: 'shop' } };

  test('has nothing against a form that is well', () => {
    expect(formErrors(good, SERVER, ['crm'])).toEqual({});
    expect(formErrors(formOf(source, SERVER), SERVER, [])).toEqual({});
  });

  test.each([
    [{ name: '' }, 'name'],
    [{ name: '1st' }, 'name'],
    [{ name: 'CRM' }, 'name'],
    [{ fields: {} }, 'config.database'],
    [{ fields: { database: 'x', port: '70000' } }, 'config.port'],
    [{ fields: { database: 'x', managed: '{seed: x}' } }, 'config.managed'],
    [{ limits: { timeout: 'soon' } }, 'limits.timeout'],
    [{ limits: { rows: '0' } }, 'limits.rows'],
    [{ monogram: 'abc' }, 'monogram'],
    [{ secret: { mode: 'reference', value: '', reference: 'hunter2' } }, 'reference'],
    [{ tunnel: { ...NO_TUNNEL, user: 'ada' } }, 'tunnel.host'],
  ] as const)('finds %j wrong', (change, place) => {
    expect(Object.keys(formErrors({ ...good, ...change }, SERVER, ['crm']))).toEqual([place]);
  });
});

test.each([
  ["Source shop: 'port' must be a port.", 'config.port'],
  ["The limit 'rows' of source shop must be a whole number above 0.", 'limits.rows'],
  ['The source name "main" is reserved.', 'name'],
  ['The disk is full.', null],
])('leads %s to its field', (message, place) => {
  expect(fieldOfReport({ message, step: null }, SERVER)).toBe(place);
});
