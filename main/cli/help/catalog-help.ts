import { EXIT_CODES } from './exit-codes.ts';

export const CATALOG_HELP = `atoll catalog: list the tables that queries can name

  atoll catalog [-w DIR] [--format text|json]                 all sources, and the models
  atoll catalog [-w DIR] [--format text|json] SOURCE          one source
  atoll catalog [-w DIR] [--format text|json] SOURCE.TABLE    one table with columns and keys

The catalogs are read from the sources now. A source that can't be reached is shown with the
reason in its place, the others all the same; the exit code is then 1.

Options
  -w, --workspace DIR     the folder with atoll.yaml; else the current one or its nearest parent
      --format FORMAT     text (the default), or json with all columns: its schema is
                          main/contract/schemas/catalog.json
      --as ROLE           the role to ask as (roles come with governance, in a later version)

Examples
  atoll catalog
  atoll catalog shop.orders
  atoll catalog lake --format json

${EXIT_CODES}`;
