import { bytesText, countText, msText } from '../../ui/figures.ts';
import type { CostQuestion } from '../../workspace/run-queries.ts';

type Exceeded = CostQuestion['exceeds'][number];

/** What a run would cost against each limit that it exceeds, as one sentence each. */
export function exceededTexts(
  exceeds: CostQuestion['exceeds'],
  locale: string | undefined,
): readonly string[] {
  return exceeds.map((one) => {
    const from = one.source === null ? '' : ` from ${one.source}`;
    const [estimated, limit] = [figure(one, one.estimated, locale), figure(one, one.limit, locale)];
    const whose = one.production ? ', the limit of a production source' : '';
    return `This would ${VERBS[one.what]} about ${estimated}${from} (limit ${limit}${whose}).`;
  });
}

const VERBS = { bytes: 'bring', rows: 'bring', ms: 'take' } as const satisfies Record<
  Exceeded['what'],
  string
>;

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
