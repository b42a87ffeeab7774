import { z } from 'zod';
import type { ErrorReport } from '../../../engine/errors/atoll-error.ts';

/** What a keeper is told, as its one command-line argument (JSON). No secret is in it. */
export const keeperTaskSchema = z.object({
  workspaceDir: z.string(),
  source: z.string(),
  database: z.string(),
  user: z.string(),
  seedFile: z.string().nullable(),
  seedHash: z.string().nullable(),
  /** How long the server stays without use, in milliseconds. */
  idleMs: z.number().positive(),
});

export type KeeperTask = z.infer<typeof keeperTaskSchema>;

/** What a keeper tells the process that started it, while that process listens. */
export type KeeperMessage =
  | { readonly kind: 'progress'; readonly text: string }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly report: ErrorReport };
