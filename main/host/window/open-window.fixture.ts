import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { API, type ApiInput, type ApiOutput, type ServiceName } from '../../contract/api/api.ts';
import type { EventOf, WindowEvent } from '../../contract/events.ts';
import type { Handlers } from './handlers.ts';
import { WindowHost } from './window-host.ts';

type Asked = (input: unknown, call: { readonly signal: AbortSignal }) => Promise<unknown>;

/** A program without a window: asked as a window asks, its events kept. Its home is a folder of its own. */
export interface OpenWindow extends AsyncDisposable {
  readonly home: string;
  readonly host: WindowHost;
  readonly events: WindowEvent[];
  /** Input and output are checked against the contract. */
  ask<S extends ServiceName, M extends keyof (typeof API)[S] & keyof Handlers[S] & string>(
    service: S,
    method: M,
    input: ApiInput<S, M>,
  ): Promise<ApiOutput<S, M>>;
  /** The first event of that kind that satisfies, waited for; throws after ten seconds. */
  event<K extends WindowEvent['kind']>(kind: K, isSo?: (event: EventOf<K>) => boolean): Promise<EventOf<K>>;
}

/** Passwords are kept in memory: no test touches the keychain of whoever runs it. */
export async function openWindow(workspaceDir: string | null = null): Promise<OpenWindow> {
  const home = await mkdtemp(path.join(tmpdir(), 'atoll-home-'));
  const host = new WindowHost({ shell: 'browser', home });
  await host.vault.choose({ store: 'memory' });
  const events: WindowEvent[] = [];
  host.events.follow(0, ({ event }) => events.push(event));
  if (workspaceDir !== null) await host.openWorkspace(workspaceDir);
  const signal = new AbortController().signal;
  const isKind =
    <K extends WindowEvent['kind']>(kind: K) =>
    (event: WindowEvent): event is EventOf<K> =>
      event.kind === kind;
  return {
    home,
    host,
    events,
    ask: async (service, method, input) => {
      const shape = API[service][method] as {
        readonly input: { parse(value: unknown): unknown };
        readonly output: { parse(value: unknown): never };
      };
      const handlers = host.handlers[service] as Readonly<Record<string, Asked>> | undefined;
      const handler = handlers?.[method];
      if (handler === undefined) throw new Error(`Nobody answers ${service}.${method}.`);
      return shape.output.parse(await handler(shape.input.parse(input), { signal }));
    },
    event: async (kind, isSo = () => true) => {
      for (let tries = 0; tries < 1000; tries += 1) {
        const found = events.filter(isKind(kind)).find(isSo);
        if (found !== undefined) return found;
        await sleep(10);
      }
      throw new Error(`No such ${kind} among ${JSON.stringify(events)}`);
    },
    [Symbol.asyncDispose]: async () => {
      await host.close();
      await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
