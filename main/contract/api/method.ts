import type * as z from 'zod';

/** One request that the window may make: `POST /api/<service>/<method>` with `input` as JSON, answered by `output`. */
export interface Method<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly input: Input;
  readonly output: Output;
}

/** The methods of one service, by name. */
export type Service = Readonly<Record<string, Method>>;

export function method<Input extends z.ZodType, Output extends z.ZodType>(
  input: Input,
  output: Output,
): Method<Input, Output> {
  return { input, output };
}
