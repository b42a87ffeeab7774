import type { Api, ApiOutput, ApiRequest, ServiceName } from '../../contract/api/api.ts';

/** What surrounds one request of the window. */
export interface Call {
  /** Aborted when the window gives up waiting. */
  readonly signal: AbortSignal;
}

/** The methods of one service of the contract. Inputs are checked before, outputs after. */
export type ServiceHandlers<S extends ServiceName> = {
  readonly [M in keyof Api[S]]: (input: ApiRequest<S, M>, call: Call) => Promise<ApiOutput<S, M>>;
};

/** All that the window may ask for. */
export type Handlers = { readonly [S in ServiceName]: ServiceHandlers<S> };
