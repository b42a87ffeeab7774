import { cutText, visibleText } from '../values/visible-text.ts';

/** How a cell looks: what is written in it, and as what. */
export interface CellFace {
  readonly text: string;
  readonly kind: 'value' | 'null' | 'empty';
}

/** Units of a text that a cell of the grid holds; the rest is in the cell viewer. */
const CELL_UNITS = 300;

const NULL_FACE: CellFace = { text: 'null', kind: 'null' };
const EMPTY_FACE: CellFace = { text: 'empty', kind: 'empty' };

/** The face of a value: NULL, an empty text and the words for them can't be taken for each other. */
export function cellFace(text: string | null, isCut: boolean): CellFace {
  if (text === null) return NULL_FACE;
  if (text === '') return EMPTY_FACE;
  const short = visibleText(cutText(text, CELL_UNITS));
  return { text: isCut && !short.endsWith('…') ? `${short}…` : short, kind: 'value' };
}
