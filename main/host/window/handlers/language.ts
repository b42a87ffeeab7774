import type { LanguageService } from '../../../services/language/language-service.ts';
import type { ServiceHandlers } from '../handlers.ts';
import type { WindowContext } from '../window-context.ts';

/** What the editor asks while somebody types. */
export function languageHandlers({ workspace }: WindowContext): ServiceHandlers<'language'> {
  const service = async (): Promise<LanguageService> => await workspace().host.language();
  return {
    complete: async ({ sql, offset }, { signal }) => {
      const { items, ...list } = await (await service()).complete(sql, offset, signal);
      return { ...list, items: [...items] };
    },
    hover: async ({ sql, offset }, { signal }) => {
      const hover = await (await service()).hover(sql, offset, signal);
      return { hover: hover === null ? null : { ...hover, lines: [...hover.lines] } };
    },
    check: async ({ sql }, { signal }) => {
      const { problems, parameters, sources } = await (await service()).check(sql, signal);
      return { problems: [...problems], parameters: [...parameters], sources: [...sources] };
    },
    format: async ({ sql }) => ({ sql: (await service()).format(sql) }),
    statements: async ({ sql }) => ({ statements: [...(await service()).statements(sql)] }),
  };
}
