import type { DatabaseSync } from 'node:sqlite';
import { CollationFinder } from './collations.ts';
import type { TextColumns } from './config.ts';

/** An open file of which tables are described, and what is found out once for all of them. */
export class DescribedFile implements Disposable {
  readonly database: DatabaseSync;
  readonly text: TextColumns;
  readonly collations: CollationFinder;
  /** How long the file is. */
  readonly bytes: number;

  constructor(database: DatabaseSync, text: TextColumns) {
    this.database = database;
    this.text = text;
    this.collations = new CollationFinder(database);
    const pages = database.prepare('PRAGMA page_count').get()?.['page_count'];
    const size = database.prepare('PRAGMA page_size').get()?.['page_size'];
    this.bytes = Number(pages) * Number(size);
  }

  [Symbol.dispose](): void {
    this.collations[Symbol.dispose]();
  }
}
