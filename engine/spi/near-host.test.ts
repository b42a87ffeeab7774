import { expect, test } from 'vitest';
import { isNearHost } from './near-host.ts';

test.each(['localhost', 'LOCALHOST', '127.0.0.1', '127.1.2.3', '::1', '[::1]', '/var/run/postgresql'])(
  '%s is this machine',
  (host) => expect(isNearHost(host)).toBe(true),
);

test.each(['localhost.example.org', '128.0.0.1', 'db', '10.0.0.1', '::2', ''])('%s is another', (host) =>
  expect(isNearHost(host)).toBe(false),
);
