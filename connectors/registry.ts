import type { Connector } from '../engine/spi/connector.ts';
import { duckdbConnector } from './duckdb/connector.ts';
import { filesConnector } from './files/connector.ts';
import { mysqlConnector } from './mysql/connector.ts';
import { postgresConnector } from './postgres/connector.ts';
import { sqliteConnector } from './sqlite/connector.ts';

/** Every kind of source that Atoll knows, in the order in which forms offer them. */
export const CONNECTORS: readonly Connector[] = [
  postgresConnector,
  mysqlConnector,
  sqliteConnector,
  filesConnector,
  duckdbConnector,
];

/** The connector of a kind as `atoll.yaml` names it; null for an unknown one. */
export function connectorOf(kind: string): Connector | null {
  return CONNECTORS.find((connector) => connector.kind === kind) ?? null;
}
