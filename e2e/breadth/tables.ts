import type { TestTable } from './table.ts';
import { EMBEDDED_EDGE_TABLES } from './tables-edges-embedded.ts';
import { POSTGRES_EDGE_TABLES } from './tables-edges-postgres.ts';
import { GOODS_TABLES } from './tables-goods.ts';
import { NAME_TABLES } from './tables-names.ts';
import { PEOPLE_TABLES } from './tables-people.ts';

/** All tables of the breadth tests. */
export const BREADTH_TABLES: readonly TestTable[] = [
  ...PEOPLE_TABLES,
  ...GOODS_TABLES,
  ...POSTGRES_EDGE_TABLES,
  ...EMBEDDED_EDGE_TABLES,
  ...NAME_TABLES,
];
