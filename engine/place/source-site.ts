import type { SourceCosts } from '../cost/source-costs.ts';
import type { ScanNode } from '../plan/node.ts';
import type { Capabilities } from '../spi/capabilities.ts';
import type { Dialect } from '../spi/dialect.ts';
import type { CatalogTable } from '../types/catalog.ts';

/** What placement must know of a source. */
export interface SourceSite {
  readonly name: string;
  readonly dialect: Dialect;
  readonly capabilities: Capabilities;
  /** DuckDB reads it in place: nothing travels over a wire. */
  readonly mounted: boolean;
  readonly costs: SourceCosts;
  /** The catalog's entry behind a scan: its shape is what the fragment relies on. */
  table(scan: ScanNode): CatalogTable;
}
