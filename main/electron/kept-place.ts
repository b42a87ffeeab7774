import * as z from 'zod';
import type { PlaceStore } from './window-place.ts';

/** What electron-store and conf have in common. */
interface KeyedStore {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
}

const place = z.object({
  x: z.exactOptional(z.int()),
  y: z.exactOptional(z.int()),
  width: z.int().positive(),
  height: z.int().positive(),
  maximized: z.boolean(),
});

/** The window's place in the user's settings of this machine; what is damaged there counts as nothing. */
export function keptPlace(store: KeyedStore): PlaceStore {
  return {
    get: () => place.safeParse(store.get('window')).data ?? null,
    set: (value) => store.set('window', value),
  };
}
