import { parseSync, Visitor } from 'oxc-parser';

/** A value in a `style={{…}}`, as CSS would have it. */
export interface InlineValue {
  readonly value: string;
  readonly line: number;
}

/** Properties whose numbers React leaves without a unit. */
const UNITLESS =
  /^(?:opacity|zIndex|flex|flexGrow|flexShrink|order|fontWeight|lineHeight|scale|gridRow|gridColumn)$/;

/** The literal values in the style attributes of a view; what is computed is not among them. */
export function inlineStyles(file: string, text: string): InlineValue[] {
  const found: InlineValue[] = [];
  const add = (value: string, offset: number): void => {
    found.push({ value, line: text.slice(0, offset).split('\n').length });
  };
  const ranges: (readonly [number, number])[] = [];
  const inStyle = (start: number): boolean => ranges.some(([from, to]) => from <= start && start < to);
  const { program } = parseSync(file, text);
  new Visitor({
    JSXAttribute: ({ name, start, end }) => {
      if (name.type === 'JSXIdentifier' && name.name === 'style') ranges.push([start, end]);
    },
    Property: ({ key, value, start }) => {
      if (!inStyle(start) || value.type !== 'Literal' || typeof value.value !== 'number') return;
      const isUnitless = key.type === 'Identifier' && UNITLESS.test(key.name);
      if (!isUnitless) add(`${value.value}px`, start);
    },
    Literal: ({ value, start }) => {
      if (inStyle(start) && typeof value === 'string') add(value, start);
    },
    TemplateElement: ({ value, start }) => {
      if (inStyle(start)) add(value.raw, start);
    },
  }).visit(program);
  return found;
}
