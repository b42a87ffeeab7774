import type { BrowserContext } from '@playwright/test';
import type { AtollServer } from '../window/atoll-server.ts';
import type { Places } from '../window/places.ts';
import type { Shop } from '../window/shop.ts';

/**
 * What a scene plays in. `newcomer`: no workspace yet. `demo`: the copy of the demo. `empty`: a workspace without
 * sources. `shop`: a PostgreSQL, one that does not answer, a SQLite file of 20,000 tables, hostile names and values.
 * `no-keychain`: a workspace where the system has no keychain.
 */
export type WorldName = 'newcomer' | 'demo' | 'empty' | 'shop' | 'no-keychain';

/** A program that serves a workspace, and a browser that was let in. */
export interface World extends AsyncDisposable {
  readonly name: WorldName;
  readonly places: Places;
  readonly server: AtollServer;
  readonly context: BrowserContext;
  /** Only in `shop`. */
  readonly shop: Shop | null;
}
