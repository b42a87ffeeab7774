import { AtollError } from '../../../engine/errors/atoll-error.ts';
import type { Session } from '../../../engine/session.ts';
import { typeToSql } from '../../../engine/types/data-type.ts';
import { type Checked, checkText } from './check.ts';
import { complete, type CompletionList } from './complete.ts';
import { formatSql } from './format.ts';
import { type Hover, hoverAt } from './hover.ts';
import type { ColumnsOfText } from './scope-columns.ts';
import { statementsOf, type TextRange } from './statements.ts';
import type { LanguageSurroundings } from './surroundings.ts';

/** Texts whose columns are remembered, so that completing behind a CTE binds it once. */
const REMEMBERED = 50;

export interface LanguageParts {
  /** One of its own: a session answers one question after the other, and queries must not wait for typing. */
  readonly session: Pick<Session, 'check' | 'close'>;
  /** As they are now. */
  readonly surroundings: () => LanguageSurroundings;
}

/** What an editor asks while somebody types. It answers from what is known; no source is asked. */
export class LanguageService {
  readonly #parts: LanguageParts;
  readonly #columns = new Map<string, ReturnType<ColumnsOfText>>();

  constructor(parts: LanguageParts) {
    this.#parts = parts;
  }

  async complete(sql: string, offset: number, signal: AbortSignal): Promise<CompletionList> {
    return await complete(sql, offset, this.#parts.surroundings(), this.#columnsOfText(signal));
  }

  async hover(sql: string, offset: number, signal: AbortSignal): Promise<Hover | null> {
    return await hoverAt(sql, offset, this.#parts.surroundings(), this.#columnsOfText(signal));
  }

  async check(sql: string, signal: AbortSignal): Promise<Checked> {
    return await checkText(sql, async (statement) => await this.#parts.session.check(statement, signal));
  }

  /** Throws `sql-syntax` where the text can't be read. */
  format(sql: string): string {
    return formatSql(sql);
  }

  statements(sql: string): readonly TextRange[] {
    return statementsOf(sql);
  }

  /** A catalog is another: what was remembered of texts may be wrong. */
  forget(): void {
    this.#columns.clear();
  }

  close(): void {
    this.#parts.session.close();
  }

  #columnsOfText(signal: AbortSignal): ColumnsOfText {
    return async (sql) => {
      const known = this.#columns.get(sql);
      if (known !== undefined) return await known;
      const asked = this.#ask(sql, signal);
      this.#columns.set(sql, asked);
      const oldest = this.#columns.keys().next();
      if (this.#columns.size > REMEMBERED && oldest.done !== true) this.#columns.delete(oldest.value);
      return await asked;
    };
  }

  async #ask(sql: string, signal: AbortSignal): ReturnType<ColumnsOfText> {
    try {
      const { columns } = await this.#parts.session.check(sql, signal);
      return columns.map(({ name, type }) => ({ name, type: typeToSql(type) }));
    } catch (error) {
      this.#columns.delete(sql);
      if (error instanceof AtollError) return [];
      throw error;
    }
  }
}
