/** The end of every help text. */
export const EXIT_CODES = `Exit codes
  0 success · 1 the query or the check failed · 2 wrong usage · 130 cancelled by Ctrl-C
`;
