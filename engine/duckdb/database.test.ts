import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

test('every connection works in UTC, whatever the zone of the machine', async () => {
  const program = `
    const { Database } = await import(${JSON.stringify(new URL('./database.ts', import.meta.url).href)});
    const db = await Database.open();
    const sql = "SELECT '2024-02-29 12:00:00+00'::TIMESTAMPTZ::VARCHAR";
    const second = await (await db.connect()).run(sql);
    console.log((await db.query(sql)).rows[0][0], (await second.getRows())[0][0]);`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
    env: { ...process.env, TZ: 'America/New_York' },
  });
  expect(stdout.trim()).toBe('2024-02-29 12:00:00+00 2024-02-29 12:00:00+00');
});
