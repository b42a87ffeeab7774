import { appendFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';
import type { Browser } from '@playwright/test';
import { TestKeyring } from '../fixtures/keyring.ts';
import { startPostgres, type TestPostgres } from '../fixtures/postgres.ts';
import { serve } from '../window/atoll-server.ts';
import { makePlaces, type Places } from '../window/places.ts';
import { makeShop, type Shop } from '../window/shop.ts';
import { ask } from './ask.ts';
import { writeOdd } from './odd.ts';
import type { World, WorldName } from './world.ts';

/** Opens worlds when they are first needed, and ends them together. */
export class Worlds implements AsyncDisposable {
  readonly #browser: Browser;
  readonly #open = new Map<WorldName, Promise<World>>();
  #postgres: Promise<TestPostgres> | null = null;
  #shop: Promise<Shop> | null = null;

  constructor(browser: Browser) {
    this.#browser = browser;
  }

  async get(name: WorldName): Promise<World> {
    const known = this.#open.get(name) ?? this.#make(name);
    this.#open.set(name, known);
    return await known;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const worlds = await Promise.allSettled(this.#open.values());
    for (const world of worlds) if (world.status === 'fulfilled') await world.value[Symbol.asyncDispose]();
    await (await this.#postgres)?.stop();
  }

  async #make(name: WorldName): Promise<World> {
    const places = await makePlaces(name === 'newcomer' || name === 'demo' ? 'none' : 'empty');
    const shop = name === 'shop' ? await this.#shopServer() : null;
    if (shop !== null) await writeShopWorkspace(places, shop);
    const keyring = await TestKeyring.start(name === 'no-keychain' ? 'empty' : 'unlocked');
    const server = await serve(places, {
      ...(name === 'newcomer' || name === 'demo' ? {} : { workspace: places.workspace }),
      env: { ...definedOf(keyring.environment), SHOP_PASSWORD: shop?.password ?? '' },
    });
    const context = await this.#browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'en-GB',
      timezoneId: 'UTC',
      acceptDownloads: true,
    });
    const page = await context.newPage();
    await page.goto(server.address);
    await page.waitForURL(`${server.origin}/`);
    await page.close();
    const world: World = {
      name,
      places,
      server,
      context,
      shop,
      [Symbol.asyncDispose]: async () => {
        await context.close();
        await server.stop();
        await keyring[Symbol.asyncDispose]();
        await places.remove();
      },
    };
    if (name === 'demo') await startDemo(world);
    return world;
  }

  async #shopServer(): Promise<Shop> {
    this.#postgres ??= startPostgres();
    const server = await this.#postgres;
    this.#shop ??= makeShop(server);
    return await this.#shop;
  }
}

/** Opens the demo, and waits until its PostgreSQL answers: on a busy machine its first start takes longer than a test does. */
async function startDemo(world: World): Promise<void> {
  await ask(world, 'workspaces/openDemo', {});
  for (let tries = 0; tries < START_TRIES; tries += 1) {
    await ask(world, 'sources/probe', { name: 'shop' });
    for (let polls = 0; polls < START_POLLS; polls += 1) {
      await delay(POLL_MS);
      const { sources } = (await ask(world, 'sources/list', {})) as Listed;
      if (sources.some(({ name, health }) => name === 'shop' && health.state === 'ok')) return;
    }
  }
  throw new Error('The PostgreSQL of the demo does not start.');
}

/** A test of a connection gives up after 10 s. */
const [START_TRIES, START_POLLS, POLL_MS] = [6, 44, 250] as const;

interface Listed {
  readonly sources: readonly { readonly name: string; readonly health: { readonly state: string } }[];
}

function definedOf(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

const TABLES = 20_000;

async function writeShopWorkspace({ workspace }: Places, { server }: Shop): Promise<void> {
  const database = new DatabaseSync(path.join(workspace, 'many.db'));
  database.exec('BEGIN');
  for (let at = 0; at < TABLES; at += 1)
    database.exec(`CREATE TABLE measurements_of_station_${at} (at TEXT, value REAL)`);
  database.exec('COMMIT');
  database.close();
  writeOdd(path.join(workspace, 'odd.db'));
  const at = `kind: postgres, host: 127.0.0.1, database: shop, user: app, sslmode: disable`;
  await writeFile(
    path.join(workspace, 'atoll.yaml'),
    `version: 1
sources:
  shop:    { ${at}, port: ${server.port}, secret: 'env:SHOP_PASSWORD' }
  archive: { ${at}, port: 1, secret: 'env:SHOP_PASSWORD', production: true }
  many:    { kind: sqlite, path: many.db }
  odd:     { kind: sqlite, path: odd.db }
settings: { ask: { rows: 15000 } }
`,
  );
  await writeFile(path.join(workspace, 'measures.csv'), 'day;place;value\n2026-01-01;Ulm;1,5\n');
  await appendFile(path.join(workspace, 'measures.csv'), '2026-01-02;Kiel;2,25\n');
}
