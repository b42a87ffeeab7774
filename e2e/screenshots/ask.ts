import type { World } from './world.ts';

/** One request as the page makes it. */
export async function ask(
  { context, server }: Pick<World, 'context' | 'server'>,
  method: string,
  input: object,
): Promise<unknown> {
  const response = await context.request.post(`${server.origin}/api/${method}`, {
    headers: { origin: server.origin },
    data: input,
  });
  if (!response.ok()) throw new Error(`${method}: ${response.status()} ${await response.text()}`);
  return await response.json();
}
