import { connectors } from '../../compose.ts';

type Connector = ReturnType<typeof connectors>[number];

/** What stands around the table in README.md. */
export const BEGIN = '<!-- capabilities: written by main/cli/documents/write-readme.ts -->';
export const END = '<!-- /capabilities -->';

const OPERATORS = ['aggregate', 'distinct', 'sort', 'topN', 'limit', 'window'] as const;

/** What each kind of source may be asked for, as its connector declares and the conformance suite proves. */
export function capabilityTable(): string {
  const kinds = connectors();
  const rows: readonly (readonly [string, (connector: Connector) => string])[] = [
    [
      'Read by',
      ({ dialect }) => (dialect === null ? 'the local DuckDB, in place' : 'itself, in its own SQL'),
    ],
    ['Filters and computed columns', ({ capabilities: { filter, project } }) => mark(filter && project)],
    ['Joins', ({ capabilities: { joins } }) => (joins.length === 0 ? '–' : joins.join(', '))],
    [
      'Set operations',
      ({ capabilities: { setOperations } }) => (setOperations.length === 0 ? '–' : setOperations.join(', ')),
    ],
    ...OPERATORS.map((name) => [TITLES[name], (one: Connector) => mark(one.capabilities[name])] as const),
    ['Grouping sets', ({ capabilities }) => mark(capabilities.groupingSets)],
    ['Cut by the join keys of other sources', ({ capabilities }) => mark(capabilities.keySets)],
    ['One snapshot for all reads of a query', ({ capabilities }) => mark(capabilities.snapshot)],
    ['A running read is stopped at the source', ({ capabilities }) => mark(capabilities.cancel)],
    ['Large scans in parallel ranges', ({ capabilities }) => mark(capabilities.parallelScan)],
  ];
  const head = `| | ${kinds.map(({ kind, label }) => `${label} (\`${kind}\`)`).join(' | ')} |`;
  const rule = `|---|${kinds.map(() => '---|').join('')}`;
  const body = rows.map(([title, cell]) => `| ${title} | ${kinds.map(cell).join(' | ')} |`);
  return [head, rule, ...body].join('\n');
}

/** A text with the table between its marks. Throws where a mark is absent. */
export function withCapabilityTable(text: string): string {
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error('README.md has no place for the table of capabilities.');
  return `${text.slice(0, begin)}${BEGIN}\n${capabilityTable()}\n${text.slice(end)}`;
}

const TITLES: Readonly<Record<(typeof OPERATORS)[number], string>> = {
  aggregate: 'Aggregates',
  distinct: 'DISTINCT',
  sort: 'ORDER BY',
  topN: 'ORDER BY with LIMIT',
  limit: 'LIMIT',
  window: 'Window functions',
};

function mark(has: boolean): string {
  return has ? 'yes' : '–';
}
