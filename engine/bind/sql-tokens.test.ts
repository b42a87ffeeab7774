import { describe, expect, it } from 'vitest';
import { parameterPlaces } from './parameters.ts';
import { tokenize } from './sql-tokens.ts';
import { applyEdits, lineAndColumn } from './text-edit.ts';

const shape = (sql: string): readonly string[] => tokenize(sql).map(({ kind, text }) => `${kind} ${text}`);

describe('tokens', () => {
  it('tells strings, names, comments and parameters apart', () => {
    expect(shape(`a."b""c" 'it''s' E'\\'x' $t$ $1 '$t$ $$?$$ $p ? /* ' /* $x */ */ -- $y\n1.5e3 ::`)).toEqual(
      [
        'word a',
        'symbol .',
        'quoted "b""c"',
        "string 'it''s'",
        "string E'\\'x'",
        "string $t$ $1 '$t$",
        'string $$?$$',
        'parameter $p',
        'parameter ?',
        'number 1.5e3',
        'symbol :',
        'symbol :',
      ],
    );
  });
  it('reads an open comment and an open string to the end without failing', () => {
    expect(shape('a /* b')).toEqual(['word a']);
    expect(shape("a 'b")).toEqual(['word a', "symbol '", 'word b']);
  });
  it('counts question marks', () => {
    expect(parameterPlaces(tokenize('? $a ?')).map(({ name }) => name)).toEqual(['1', 'a', '2']);
  });
});

describe('edited text', () => {
  const edited = applyEdits('SELECT 😀$a, é, $b + 1', [
    { start: 9, end: 11, replacement: "'long ☃'" },
    { start: 16, end: 18, replacement: '2' },
  ]);
  it('holds the replacements', () => {
    expect(edited.text).toBe("SELECT 😀'long ☃', é, 2 + 1");
  });
  it('maps bytes of the new text to UTF-16 of the old one', () => {
    const origin = (part: string): number =>
      edited.originOf(Buffer.byteLength(edited.text.slice(0, edited.text.indexOf(part))));
    expect([origin('SELECT'), origin("'long"), origin('ng'), origin('é'), origin('2'), origin('+')]).toEqual([
      0, 9, 9, 13, 16, 19,
    ]);
  });
  it('counts lines and columns from 1', () => {
    expect(lineAndColumn('a\n😀b', 4)).toEqual({ line: 2, column: 3 });
  });
});
