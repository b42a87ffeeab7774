import type { IncomingMessage, ServerResponse } from 'node:http';
import type * as z from 'zod';
import { AtollError, reportOf } from '../../../engine/errors/atoll-error.ts';
import { API, type ServiceName } from '../../contract/api/api.ts';
import type { Method, Service } from '../../contract/api/method.ts';
import type { Call, Handlers } from '../window/handlers.ts';
import { readJson } from './read-json.ts';
import { replyError, replyJson, unknownRequest } from './reply.ts';

/** One line for whoever looks after the program; holds names of fields, never what is in them. */
export type Log = (line: string) => void;

type Handler = (input: unknown, call: Call) => Promise<unknown>;

/**
 * Answers `POST /api/<service>/<method>`: the input is checked before its handler, the output after. The handler's
 * signal is aborted when the window goes away.
 */
export async function answerCall(
  handlers: Handlers,
  [service, name]: readonly [service: string, name: string],
  request: IncomingMessage,
  response: ServerResponse,
  log: Log,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  try {
    const body = await readJson(request);
    const { method, handler } = known(handlers, service, name);
    const output = await handler(checkedInput(method, body), { signal: gone.signal });
    if (gone.signal.aborted) return;
    const checked = method.output.safeParse(output);
    if (!checked.success) throw wrongOutput(checked.error);
    replyJson(response, 200, checked.data);
  } catch (error) {
    if (gone.signal.aborted) return;
    if (reportOf(error).code === 'internal') log(`${service}.${name}: ${stackOf(error)}`);
    replyError(response, error);
  }
}

interface Known {
  readonly method: Method;
  readonly handler: Handler;
}

/** Throws `request-unknown`; names such as `constructor` are no methods. */
function known(handlers: Handlers, service: string, name: string): Known {
  if (!Object.hasOwn(API, service)) throw unknownRequest();
  const methods: Service = API[service as ServiceName];
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  const answering = handlers[service as ServiceName] as Readonly<Record<string, Handler>>;
  const handler = answering[name];
  if (method === undefined || handler === undefined) throw unknownRequest();
  return { method, handler };
}

function checkedInput({ input }: Method, value: unknown): unknown {
  const checked = input.safeParse(value);
  if (checked.success) return checked.data;
  throw new AtollError('usage', `The request is not as it must be: ${issuesText(checked.error)}.`, {
    hint: 'Reload the window: it may be of another version than the program.',
  });
}

function wrongOutput(error: z.ZodError): AtollError {
  return new AtollError('internal', `An answer is not as it must be: ${issuesText(error)}.`, {
    hint: 'This is a fault of Atoll. What was asked for may have been done all the same: reload the window.',
  });
}

/** The first fields that are wrong, and why, without the values in them. */
function issuesText({ issues }: z.ZodError): string {
  const texts = issues
    .slice(0, 3)
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`));
  return issues.length > 3 ? `${texts.join('; ')}; and ${issues.length - 3} more` : texts.join('; ');
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
