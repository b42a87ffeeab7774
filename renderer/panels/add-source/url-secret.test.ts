import { expect, test } from 'vitest';
import { cutSecret } from './url-secret.ts';

test.each([
  ['postgres://ada:pw@db/shop', 'postgres://ada@db/shop', 'pw'],
  ['mysql://ada:p%40s%2Fs@db:3306/shop?sslmode=require', 'mysql://ada@db:3306/shop?sslmode=require', 'p@s/s'],
  ['postgres://ada:p@w@db/shop', 'postgres://ada@db/shop', 'p@w'],
  ['postgres://ada:100%@db/shop', 'postgres://ada@db/shop', '100%'],
  ['jdbc:postgres://ada:pw@db/shop', 'jdbc:postgres://ada@db/shop', 'pw'],
  [
    'postgres://db/shop?user=ada&password=pw&sslmode=require',
    'postgres://db/shop?user=ada&sslmode=require',
    'pw',
  ],
  ['postgres://db/shop?password=pw', 'postgres://db/shop', 'pw'],
  ['postgres://ada@db/shop', 'postgres://ada@db/shop', null],
  ['postgres://ada:@db/shop', 'postgres://ada:@db/shop', null],
  ['data/sales.parquet', 'data/sales.parquet', null],
  ['C:\\data\\a:b@c.csv', 'C:\\data\\a:b@c.csv', null],
])('takes the password out of %s', (url, text, secret) => {
  expect(cutSecret(url)).toEqual({ text, secret });
});
