import { EXIT_CODES } from './exit-codes.ts';

export const QUERY_HELP = `atoll query: run SQL over the sources of a workspace and print the rows

  atoll query [-w DIR] [options] SQL
  atoll query [-w DIR] [options] -f FILE

A table is named source.table, or source.schema.table; a model is models.name. The dialect is
DuckDB's. Each part of the work goes to where its data lives as far as that gives exactly the
same answer; the rest runs here.

Options
  -w, --workspace DIR     the folder with atoll.yaml; else the current one or its nearest parent
  -f, --file FILE         read the SQL from a file, from standard input (-), or take the saved
                          query of that name (queries/NAME.sql)
      --param NAME=VALUE  value of $NAME, or of the n-th ? as n=VALUE; may be repeated
      --format FORMAT     table (on a terminal), csv (elsewhere), json, jsonl, parquet, arrow
  -o, --output FILE       write the rows to a file, whole or not at all; without --format its
                          ending tells the format
      --profile FILE      write what ran where, with measurements, as JSON
      --pushdown MODE     full: whole pieces of the query go to the sources (the default)
                          scan: projections and simple filters, as plain attaching does
                          none: projections alone
      --verify            also run with --pushdown none and compare the rows; on a difference
                          print it, print no rows, and end with 1
      --fresh             read all rows at their sources, where the workspace's settings let rows
                          be kept (cache: { age: 10m })
      --as ROLE           the role to ask as (roles come with governance, in a later version)

Rows go to standard output, everything else to standard error. Values are exact: in JSON,
integers that a double can't hold and all DECIMALs are strings. Ctrl-C cancels the query, at
the sources too; a second one ends at once.

Examples
  atoll query "SELECT status, count(*) FROM shop.orders GROUP BY status"
  atoll query -f late.sql --param since=2026-07-01 --format json
  atoll query -f late.sql -o late.parquet --profile late.profile.json
  atoll query --verify "SELECT * FROM crm.tickets JOIN shop.orders USING (order_id)"

${EXIT_CODES}`;
