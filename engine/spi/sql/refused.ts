import type { ReasonCode } from '../../types/explain.ts';
import type { Refusal } from '../dialect.ts';

/** Thrown by printers where something can't be said exactly; `refuse…` of a dialect catches it. */
export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.reason);
    this.name = 'Refused';
    this.refusal = refusal;
  }
}

/** Refuses to print; `expression` is the refused part as short text, null for the operator as such. */
export function refuse(code: ReasonCode, reason: string, expression: string | null = null): never {
  throw new Refused({ code, reason, expression });
}

/** The refusal that `attempt` ends in, or null where it succeeds. Other errors pass. */
export function refusalOf(attempt: () => unknown): Refusal | null {
  try {
    attempt();
    return null;
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}
