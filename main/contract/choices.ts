/** Lists that both sides of the border go through. They stand apart from the schemas so that the page carries no zod. */

/** Sources have one of so many hues. */
export const HUES = 10;

export const FILTER_OPERATORS = [
  'equals',
  'differs',
  'less',
  'at-most',
  'greater',
  'at-least',
  'contains',
  'begins',
  'null',
  'not-null',
] as const;

export const COPY_FORMATS = ['tsv', 'tsv-header', 'csv', 'json', 'markdown', 'in-list'] as const;

export const EXPORT_FORMATS = ['csv', 'parquet', 'arrow', 'json', 'xlsx'] as const;
