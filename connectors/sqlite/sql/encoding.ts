import type { Expression } from '../../../engine/plan/expression.ts';
import { walkExpression } from '../../../engine/plan/expression-children.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';
import type { Writer } from '../../../engine/spi/sql/rules.ts';
import { isText } from '../../../engine/types/type-class.ts';

/** Text as a BLOB has the bytes of the file's encoding; they are UTF-8 only where the catalog vouches for their order. */
export function requireBytes(expression: Expression, writer: Writer): void {
  for (const part of walkExpression(expression)) {
    if (part.kind !== 'column' || !isText(part.type)) continue;
    const { column, field } = writer.item(part.index);
    if ((field?.collation ?? column.collation)?.orderIsBytes !== true) {
      refuse(
        'collation',
        `${column.name} is not known to be compared by bytes at SQLite: declare it COLLATE BINARY, in a file in UTF-8.`,
      );
    }
  }
}
