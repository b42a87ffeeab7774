import { Sql, sql } from './sql-text.ts';

/** A comparison by one operator that still knows its sides, so that two of them can become a BETWEEN. */
export class Comparison extends Sql {
  readonly left: Sql;
  readonly right: Sql;

  constructor(left: Sql, operator: string, right: Sql) {
    const [first, second] = [left.within('atom'), right.within('atom')];
    super(sql`${first} ${operator} ${second}`.parts, 'comparison');
    this.left = first;
    this.right = second;
  }
}
