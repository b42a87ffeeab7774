import { EXIT_CODES } from './exit-codes.ts';

export const EXPLAIN_HELP = `atoll explain: show what a query would send to each source, what runs here, and why not more

  atoll explain [-w DIR] [options] (SQL | -f FILE)

Nothing is run; the catalogs of the sources that the query names are read. To see what a run
cost, give query --profile FILE: it writes the same JSON with measurements. Figures after ~ and
"about" are estimates.

Options
  -w, --workspace DIR     the folder with atoll.yaml; else the current one or its nearest parent
  -f, --file FILE         read the SQL from a file, from standard input (-), or take the saved
                          query of that name (queries/NAME.sql)
      --param NAME=VALUE  value of $NAME, or of the n-th ? as n=VALUE; may be repeated
      --pushdown MODE     full, scan or none, as for query
      --sql               show the SQL that runs here in place of its operators
      --format FORMAT     text (the default), or json: its schema is
                          main/contract/schemas/explain.json
      --as ROLE           the role to ask as (roles come with governance, in a later version)

Examples
  atoll explain "SELECT count(*) FROM shop.orders WHERE status = 'paid'"
  atoll explain -f 01_late_parcels --format json

${EXIT_CODES}`;
