import { bytesText, countText, msText } from '../../ui/figures.ts';
import type { CostQuestion } from '../../workspace/run-queries.ts';

type Exceeded = CostQuestion['exceeds'][number];

const VERBS = { bytes: 'bring', rows: 'bring', ms: 'take' } as const satisfies Record<
  Exceeded['what'],
  string
>;

/** What a run would cost where that exceeds limits: a sentence for what each source gives, and for its time. */
export function exceededTexts(
  exceeds: CostQuestion['exceeds'],
  locale: string | undefined,
): readonly string[] {
  const sources = [...new Set(exceeds.map(({ source }) => source))];
  return sources.flatMap((source) =>
    (['bring', 'take'] as const).flatMap((verb) => {
      const group = exceeds.filter((one) => one.source === source && VERBS[one.what] === verb);
      if (group.length === 0) return [];
      const from = source === null ? '' : ` from ${source}`;
      const estimated = group.map((one) => figure(one, one.estimated, locale)).join(' and ');
      const limit = group.map((one) => figure(one, one.limit, locale)).join(' and ');
      const whose = group.some(({ production }) => production) ? ', as it is marked as production' : '';
      return [`This would ${verb} about ${estimated}${from} (limit ${limit}${whose}).`];
    }),
  );
}

function figure({ what }: Exceeded, value: number, locale: string | undefined): string {
  switch (what) {
    case 'bytes':
      return bytesText(value, locale);
    case 'rows':
      return `${countText(Math.round(value), locale)} rows`;
    case 'ms':
      return msText(value, locale);
  }
}
