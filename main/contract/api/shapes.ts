import * as z from 'zod';

/** Nothing to say: the input or output of methods that need none. */
export const nothing = z.strictObject({});

/** A count, a number of bytes or milliseconds; null elsewhere stands for what is not known. */
export const figure = z.number().nonnegative();

export const count = z.int().nonnegative();

/** A moment, ISO 8601 in UTC. */
export const moment = z.iso.datetime();

/** The id of a run, and of the result that it left. */
export const runId = z.uuid();

/** Values of parameters by name (`$day` is `day`), as text: they take the type that the query asks for. */
export const parameterValues = z.record(z.string(), z.string());

export const pushdown = z.enum(['full', 'scan', 'none']);
