import type { ApiOutput } from '../../../contract/api/api.ts';
import type { SourcesService } from '../../../services/sources/sources-service.ts';
import type { ServiceHandlers } from '../handlers.ts';

/** The sources of the open workspace. */
export function sourcesHandlers(service: () => SourcesService): ServiceHandlers<'sources'> {
  return {
    kinds: async () => await answered({ kinds: [...service().kinds()] }),
    list: async () => ({ sources: await service().list() }),
    parse: async ({ text }) => {
      const { kind, name, config, withoutSecret, secret } = await service().parse(text);
      const plain = JSON.parse(JSON.stringify(config)) as ApiOutput<'sources', 'parse'>['config'];
      return { kind, name, config: plain, withoutSecret, hasSecret: secret !== null };
    },
    addUrl: async ({ text }) => ({ source: await service().addUrl(text) }),
    add: async ({ draft }) => ({ source: await service().add(draft) }),
    edit: async ({ name, draft }) => ({ source: await service().edit(name, draft) }),
    duplicate: async ({ name }) => ({ source: await service().duplicate(name) }),
    remove: async ({ name }) => await answered({}, service().remove(name)),
    reorder: async ({ names }) => await answered({}, service().reorder(names)),
    mark: async ({ name, ...wish }) => ({ source: await service().mark(name, wish) }),
    probe: async ({ name }) => await answered({ probeId: service().probe(name) }),
    probeDraft: async (draft) => await answered({ probeId: service().probeDraft(draft) }),
    cancelProbe: async ({ probeId }) => {
      service().cancelProbe(probeId);
      return await answered({});
    },
    kill: async ({ name }) => ({ source: await service().turn(name, 'kill') }),
    revive: async ({ name }) => ({ source: await service().turn(name, 'revive') }),
    refresh: async ({ name }, { signal }) => ({ ...(await service().refresh(name, signal)) }),
  };
}

async function answered<Answer>(answer: Answer, after?: Promise<void>): Promise<Answer> {
  await after;
  return answer;
}
