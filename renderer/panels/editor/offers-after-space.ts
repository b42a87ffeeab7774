const AWAITS_A_NAME =
  /(?:^|[^\w$."])(?:from|join|on|where|by|select|distinct|and|or|not|set|into|update|using|having|qualify|in|between|when|then|else)\s$|[,=<>(+*/-]\s$/i;

/**
 * Whether a space at the end of this text is a place for a name, so that a list helps. Elsewhere it would take the next
 * Enter, which most often means a new line.
 */
export function offersAfterSpace(before: string): boolean {
  return AWAITS_A_NAME.test(before.slice(-40));
}
