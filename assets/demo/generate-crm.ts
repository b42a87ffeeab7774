import { DatabaseSync, type SQLInputValue } from 'node:sqlite';

/** The service desk's tables as its own program once declared them. */
export const CRM_TABLES = [
  {
    name: 'agents',
    columns:
      'agent_id INTEGER PRIMARY KEY, name TEXT NOT NULL, team TEXT NOT NULL, email TEXT NOT NULL, hired_on DATE',
  },
  {
    name: 'contacts',
    columns: `contact_id INTEGER PRIMARY KEY, customer_ref TEXT, email TEXT, full_name TEXT NOT NULL, phone TEXT,
      birthday TEXT, country TEXT, segment TEXT NOT NULL, created_at TIMESTAMP NOT NULL`,
  },
  {
    name: 'tickets',
    columns: `ticket_id INTEGER PRIMARY KEY, contact_id INTEGER NOT NULL REFERENCES contacts, customer_email TEXT,
      order_ref TEXT, category TEXT NOT NULL, subject TEXT NOT NULL, priority INTEGER NOT NULL, status TEXT NOT NULL,
      channel TEXT NOT NULL, agent_id INTEGER REFERENCES agents, opened_at TIMESTAMP NOT NULL, closed_at TIMESTAMP,
      satisfaction INTEGER`,
  },
  {
    name: 'ticket_events',
    columns: `event_id INTEGER PRIMARY KEY, ticket_id INTEGER NOT NULL REFERENCES tickets, occurred_at TIMESTAMP NOT NULL,
      kind TEXT NOT NULL, agent_id INTEGER REFERENCES agents, minutes_spent INTEGER`,
  },
] as const;

const INDEXES = [
  'CREATE INDEX tickets_contact ON tickets (contact_id)',
  'CREATE INDEX tickets_order ON tickets (order_ref)',
  'CREATE INDEX ticket_events_ticket ON ticket_events (ticket_id)',
  'CREATE INDEX contacts_email ON contacts (email)',
  'ANALYZE',
];

/** The rows of one table, in the order of its columns. */
export interface CrmRows {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/** Writes the tables into a new SQLite file. */
export function writeCrm(path: string, tables: readonly CrmRows[]): void {
  const database = new DatabaseSync(path);
  try {
    // The file is moved into place when it is whole, so a crash in between costs nothing.
    database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN');
    for (const { name, columns } of CRM_TABLES) database.exec(`CREATE TABLE ${name} (${columns})`);
    for (const { name, columns, rows } of tables) {
      const places = columns.map(() => '?').join(', ');
      const insert = database.prepare(`INSERT INTO ${name} (${columns.join(', ')}) VALUES (${places})`);
      for (const row of rows) insert.run(...row.map(storable));
    }
    database.exec('COMMIT');
    for (const statement of INDEXES) database.exec(statement);
  } finally {
    database.close();
  }
}

function storable(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') {
    return value;
  }
  throw new TypeError(`A column of the service desk holds a ${typeof value}.`);
}
