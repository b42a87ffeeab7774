import { HUES } from '../../contract/choices.ts';

/** What a source looks like everywhere; `production` asks before heavy reads. */
export interface SourceMark {
  /** 0 to 9. */
  readonly hue: number;
  /** One or two letters or digits. */
  readonly monogram: string;
}

/** A source's own wishes; null for what is derived. */
export interface MarkWish {
  readonly name: string;
  readonly hue: number | null;
  readonly monogram: string | null;
}

/**
 * Hue and monogram of each source: as `atoll.yaml` has them, else derived in the order of the sources, so that each is
 * another as long as there are enough.
 */
export function marksOf(sources: readonly MarkWish[]): ReadonlyMap<string, SourceMark> {
  const hues = sources.flatMap(({ hue }) => (hue === null ? [] : [hue]));
  const monograms = new Set(
    sources.flatMap(({ monogram }) => (monogram === null ? [] : [monogram.toUpperCase()])),
  );
  const marks = new Map<string, SourceMark>();
  for (const { name, hue, monogram } of sources) {
    const ownHue = hue ?? freeHue(hues);
    if (hue === null) hues.push(ownHue);
    const letters = monogram ?? freeMonogram(name, monograms);
    monograms.add(letters.toUpperCase());
    marks.set(name, { hue: ownHue, monogram: letters });
  }
  return marks;
}

/** The first hue among those that are used least. */
export function freeHue(used: readonly number[]): number {
  const uses = Array.from({ length: HUES }, (_, hue) => used.filter((one) => one === hue).length);
  return uses.indexOf(Math.min(...uses));
}

function freeMonogram(name: string, used: ReadonlySet<string>): string {
  const candidates = [...monogramsOf(name)];
  return candidates.find((one) => !used.has(one)) ?? candidates[0] ?? 'S';
}

/** Initials of words, the first letter with the next consonant (`LK` for lake), with any other, with a digit. */
function* monogramsOf(name: string): Generator<string> {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toUpperCase()
    .split('_')
    .filter((word) => word !== '');
  const letters = words.join('');
  const first = letters[0] ?? 'S';
  const initials = words.map((word) => word[0] ?? '').join('');
  if (initials.length > 1) yield initials.slice(0, 2);
  const others = letters.slice(1).split('');
  for (const letter of others) if (/[B-DF-HJ-NP-TV-Z]/.test(letter)) yield first + letter;
  for (const letter of others) yield first + letter;
  for (let digit = 1; digit <= 9; digit += 1) yield `${first}${digit}`;
  for (let digit = 10; digit <= 99; digit += 1) yield String(digit);
}
