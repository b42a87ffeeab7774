import path from 'node:path';
import { z } from 'zod';
import { TPCH_SOURCES } from '../../tpch/placements.ts';

/** A server as it is kept in the folder: enough to start it again and to log in. */
export const SERVER_SCHEMA = z.object({
  folder: z.string(),
  port: z.number(),
  superuser: z.string(),
  password: z.string(),
  settings: z.array(z.string()),
});

/** Where the hub beside the sources is kept. */
export const hubFileOf = (folder: string): string => path.join(folder, 'hub.json');

const NAME = { name: z.enum(TPCH_SOURCES) };

/** A source of the placement: a server, or a file. */
const SOURCE_SCHEMA = z.discriminatedUnion('kind', [
  SERVER_SCHEMA.extend({ ...NAME, kind: z.literal('postgres') }),
  SERVER_SCHEMA.extend({ ...NAME, kind: z.literal('mysql') }),
  z.object({ ...NAME, kind: z.literal('sqlite'), path: z.string() }),
  z.object({ ...NAME, kind: z.literal('files'), path: z.string() }),
]);

export type KeptSource = z.infer<typeof SOURCE_SCHEMA>;

/** What `servers.json` of the folder says: which data are in it, and where. */
export const KEPT_SCHEMA = z.object({
  placement: z.string(),
  scale: z.number(),
  sources: z.array(SOURCE_SCHEMA),
});

export type Kept = z.infer<typeof KEPT_SCHEMA>;
