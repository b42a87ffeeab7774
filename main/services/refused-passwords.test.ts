import { beforeEach, expect, test } from 'vitest';
import { RefusedPasswords } from './refused-passwords.ts';

let password: string | null;
let clock: number;
let passwords: RefusedPasswords;
beforeEach(() => {
  password = 'old';
  clock = 0;
  passwords = new RefusedPasswords(
    () => Promise.resolve(password),
    () => clock,
  );
});

const REJECTED = { report: { code: 'secret-rejected', source: 'shop', step: 'login' } };

test('a refused password is kept back, another one is given at once', async () => {
  expect(await passwords.secret('shop')).toBe('old');
  passwords.refuse('shop');
  await expect(passwords.secret('shop')).rejects.toMatchObject(REJECTED);
  expect(await passwords.secret('crm')).toBe('old');
  password = 'new';
  expect(await passwords.secret('shop')).toBe('new');
  password = null;
  expect(await passwords.secret('shop')).toBe(null);
});

test('within a day it is tried some thirty times however often it is asked for, and at once when the user says so', async () => {
  let tries = 0;
  for (clock = 0; clock < 24 * 3_600_000; clock += 5000) {
    const given = await passwords.secret('shop').catch(() => null);
    tries += Number(given !== null);
    [given].filter((one) => one !== null).forEach(() => passwords.refuse('shop'));
  }
  expect(tries).toBe(29);
  await expect(passwords.secret('shop')).rejects.toMatchObject(REJECTED);
  passwords.allow('shop');
  expect(await passwords.secret('shop')).toBe('old');
});
