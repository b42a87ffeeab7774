import { DatabaseSync } from 'node:sqlite';

/** Names that break what treats them as anything but text. */
export const HOSTILE_NAMES = [
  '<img src=x onerror=alert(1)>',
  `it's "quoted"`,
  'two\nlines',
  '__proto__',
  'constructor',
  `a_name_that_goes_on_${'and_on_'.repeat(20)}until_it_ends`,
  'ünï çødé 名前 🙂',
  ' spaces around ',
] as const;

/** A SQLite file whose tables, columns and values are hostile, among them a text of 10,000 characters. */
export function writeOdd(file: string): void {
  const database = new DatabaseSync(file);
  const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
  const columns = HOSTILE_NAMES.map((name) => `${quoted(name)} TEXT`).join(', ');
  database.exec(`CREATE TABLE hostile (id INTEGER PRIMARY KEY, ${columns})`);
  const insert = database.prepare(
    `INSERT INTO hostile VALUES (?, ${HOSTILE_NAMES.map(() => '?').join(', ')})`,
  );
  for (let row = 1; row <= 12; row += 1)
    insert.run(row, ...HOSTILE_NAMES.map((_, at) => HOSTILE_NAMES[(at + row) % HOSTILE_NAMES.length] ?? ''));
  insert.run(13, 'long '.repeat(2000), '', null, '\t', '\u202eright to left', '\u0000', 'NULL', '0');
  for (const name of HOSTILE_NAMES) database.exec(`CREATE TABLE ${quoted(name)} (value TEXT)`);
  database.exec('CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT)');
  database.close();
}
