import { EXIT_CODES } from './exit-codes.ts';

export const SOURCES_HELP = `atoll sources: the sources of a workspace, as its atoll.yaml lists them

  atoll sources [-w DIR] list             all, with limits and kill switches; asks none of them
  atoll sources [-w DIR] add URL …        a URL or a path, such as postgres://app@host/shop,
                                          data/crm.db, data/lake/, data/local.duckdb
  atoll sources [-w DIR] add --kind KIND --SETTING VALUE …
  atoll sources [-w DIR] probe NAME       reach it, step by step: name look-up, TCP, TLS, login …
  atoll sources [-w DIR] refresh NAME     read its catalog anew; shows what changed since the last
                                          refresh
  atoll sources [-w DIR] remove NAME      take it out of atoll.yaml; its data is untouched
  atoll sources [-w DIR] kill NAME        stop all queries on it, running ones too …
  atoll sources [-w DIR] revive NAME      … until it is revived

Options
  -w, --workspace DIR     the folder with atoll.yaml; else the current one or its nearest parent
      --format FORMAT     text (the default), or json: the schemas are
                          main/contract/schemas/source-*.json

Options of add
      --name NAME         what queries write before the dot; else the database's or file's name
      --kind KIND         postgres, sqlite, files or duckdb, where URL or path does not tell
      --secret WHERE      where its password is kept: keychain, which asks for it or reads it from
                          standard input; env:NAME; or file:PATH (mode 600)
      --region REGION     where its data may be; --tag TAG marks it, and may be repeated
      --host, --port, --database, --user, --path …
                          its settings, as in atoll.yaml

A password never stands in atoll.yaml; one in a URL is refused. Comments and order in the file
are kept, and the text before the change is in .atoll/atoll.yaml.previous.

Examples
  atoll sources add postgres://app@db.example:5432/shop --secret env:SHOP_PASSWORD
  atoll sources add data/crm.db --name crm
  atoll sources probe shop

${EXIT_CODES}`;
