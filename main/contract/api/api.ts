import type * as z from 'zod';
import { app, settings, vault, workspaces } from './app.ts';
import { history, language, queries, runs } from './queries.ts';
import { exports, files, results } from './results.ts';
import { catalog, sources } from './sources.ts';
import { window } from './window.ts';

/** All that the window may ask of the host: service, method, and the schemas of what goes in and comes out. */
export const API = {
  app,
  workspaces,
  vault,
  settings,
  sources,
  catalog,
  language,
  queries,
  runs,
  history,
  results,
  exports,
  files,
  window,
} as const;

export type Api = typeof API;
export type ServiceName = keyof Api;

/** What a caller gives: fields with a default may be left out. */
export type ApiInput<S extends ServiceName, M extends keyof Api[S]> = Api[S][M] extends {
  readonly input: infer Input extends z.ZodType;
}
  ? z.input<Input>
  : never;

/** What a handler gets: checked, with defaults filled in. */
export type ApiRequest<S extends ServiceName, M extends keyof Api[S]> = Api[S][M] extends {
  readonly input: infer Input extends z.ZodType;
}
  ? z.output<Input>
  : never;

export type ApiOutput<S extends ServiceName, M extends keyof Api[S]> = Api[S][M] extends {
  readonly output: infer Output extends z.ZodType;
}
  ? z.output<Output>
  : never;
