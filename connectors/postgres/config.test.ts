import { describe, expect, test } from 'vitest';
import { AtollError } from '../../engine/errors/atoll-error.ts';
import { parseConfig } from './config.ts';
import { configFromUrl } from './url.ts';

const WHOLE = { database: 'shop', user: 'app' };

describe('the config', () => {
  test('has defaults for all but database and user', () => {
    expect(parseConfig('shop', WHOLE)).toEqual({
      host: 'localhost',
      port: 5432,
      database: 'shop',
      user: 'app',
      sslmode: 'prefer',
      sslrootcert: null,
      sslcert: null,
      sslkey: null,
      schema: 'public',
      schemas: null,
      applicationName: 'atoll',
      numeric: { id: 'VARCHAR' },
      managed: null,
    });
  });

  test('of a managed server needs nothing else', () => {
    expect(parseConfig('shop', { managed: { seed: 'seed.sql' } })).toMatchObject({
      database: 'shop',
      user: 'shop',
      managed: { seed: 'seed.sql' },
    });
  });

  test.each([
    ['database', { user: 'app' }],
    ['user', { database: 'shop' }],
    ['port', { ...WHOLE, port: 70_000 }],
    ['port', { ...WHOLE, port: 'five' }],
    ['sslmode', { ...WHOLE, sslmode: 'maybe' }],
    ['host', { ...WHOLE, host: 7 }],
    ['schemas', { ...WHOLE, schemas: 'public' }],
    ['numeric', { ...WHOLE, numeric: 'decimal(40,2)' }],
    ['numeric', { ...WHOLE, numeric: 'decimal(4,5)' }],
    ['managed', { ...WHOLE, managed: 'yes' }],
    ['managed.sed', { ...WHOLE, managed: { sed: 'x' } }],
    ['pasword', { ...WHOLE, pasword: 'x' }],
  ])('names the wrong field: %s', (field, config) => {
    const wrong = (): unknown => parseConfig('shop', config);
    expect(wrong).toThrow(AtollError);
    expect(wrong).toThrow(`Source shop: ${field} `);
  });
});

describe('a URL', () => {
  test('gives the config, and the password apart', () => {
    expect(configFromUrl('postgres://app:s%40crt@db.example:6000/shop?sslmode=require&schemas=a,b')).toEqual({
      config: {
        host: 'db.example',
        port: 6000,
        user: 'app',
        database: 'shop',
        sslmode: 'require',
        schemas: ['a', 'b'],
      },
      secret: 's@crt',
    });
    expect(configFromUrl('postgresql://[::1]/my%20db')).toEqual({
      config: { host: '::1', database: 'my db' },
      secret: null,
    });
    expect(configFromUrl('postgres://db/shop?password=x&application_name=me')).toEqual({
      config: { host: 'db', database: 'shop', applicationName: 'me' },
      secret: 'x',
    });
  });

  test('of another kind, or none', () => {
    expect(configFromUrl('mysql://db/shop')).toBe(null);
    expect(configFromUrl('data/shop.db')).toBe(null);
  });
});
